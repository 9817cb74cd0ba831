use super::{Code, CodeList, codes};

/// The states of the United States by their postal letters, with the capital's district and the territories.
pub static US_STATES: CodeList = CodeList::closed(
    "us_state",
    codes! {
        "AL" "Alabama" "Alabama";
        "AK" "Alaska" "Alaska";
        "AZ" "Arizona" "Arizona";
        "AR" "Arkansas" "Arkansas";
        "CA" "California" "California";
        "CO" "Colorado" "Colorado";
        "CT" "Connecticut" "Connecticut";
        "DE" "Delaware" "Delaware";
        "DC" "Distrito de Columbia" "District of Columbia";
        "FL" "Florida" "Florida";
        "GA" "Georgia" "Georgia";
        "HI" "Hawái" "Hawaii";
        "ID" "Idaho" "Idaho";
        "IL" "Illinois" "Illinois";
        "IN" "Indiana" "Indiana";
        "IA" "Iowa" "Iowa";
        "KS" "Kansas" "Kansas";
        "KY" "Kentucky" "Kentucky";
        "LA" "Luisiana" "Louisiana";
        "ME" "Maine" "Maine";
        "MD" "Maryland" "Maryland";
        "MA" "Massachusetts" "Massachusetts";
        "MI" "Míchigan" "Michigan";
        "MN" "Minnesota" "Minnesota";
        "MS" "Misisipi" "Mississippi";
        "MO" "Misuri" "Missouri";
        "MT" "Montana" "Montana";
        "NE" "Nebraska" "Nebraska";
        "NV" "Nevada" "Nevada";
        "NH" "Nuevo Hampshire" "New Hampshire";
        "NJ" "Nueva Jersey" "New Jersey";
        "NM" "Nuevo México" "New Mexico";
        "NY" "Nueva York" "New York";
        "NC" "Carolina del Norte" "North Carolina";
        "ND" "Dakota del Norte" "North Dakota";
        "OH" "Ohio" "Ohio";
        "OK" "Oklahoma" "Oklahoma";
        "OR" "Oregón" "Oregon";
        "PA" "Pensilvania" "Pennsylvania";
        "RI" "Rhode Island" "Rhode Island";
        "SC" "Carolina del Sur" "South Carolina";
        "SD" "Dakota del Sur" "South Dakota";
        "TN" "Tennessee" "Tennessee";
        "TX" "Texas" "Texas";
        "UT" "Utah" "Utah";
        "VT" "Vermont" "Vermont";
        "VA" "Virginia" "Virginia";
        "WA" "Washington" "Washington";
        "WV" "Virginia Occidental" "West Virginia";
        "WI" "Wisconsin" "Wisconsin";
        "WY" "Wyoming" "Wyoming";
        "AS" "Samoa Americana" "American Samoa";
        "GU" "Guam" "Guam";
        "MP" "Islas Marianas del Norte" "Northern Mariana Islands";
        "PR" "Puerto Rico" "Puerto Rico";
        "VI" "Islas Vírgenes de Estados Unidos" "US Virgin Islands";
    },
);
