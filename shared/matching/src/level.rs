//! Levels of comparison: how two registrations agree in one field. Each list runs from agreement to contradiction.

/// The most levels of one field.
pub(crate) const LEVELS_MAX: usize = 16;

macro_rules! levels {
    ($(#[$doc:meta])* $name:ident $field:literal { $($(#[$level_doc:meta])* $level:ident $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($(#[$level_doc])* $level,)+ }

        impl $name {
            /// Keys of the texts that say each level to people.
            pub(crate) const KEYS: &'static [&'static str] = &[$(concat!($field, "-", $key),)+];
        }
    };
}

levels! {
    /// Given names.
    GivenLevel "given" {
        /// One side has none.
        Missing "missing",
        /// Two or more, all written alike.
        ExactSeveral "exact_several",
        /// One, written alike.
        Exact "exact",
        /// All sound alike.
        Sound "sound",
        /// All are alike but for an edit or two.
        Close "close",
        /// One may be the nickname of the other.
        Nickname "nickname",
        /// All names of one side are among those of the other, the first among them.
        SubsetFirst "subset_first",
        /// The same without the first.
        SubsetOther "subset_other",
        /// All names of one side are among those of the other, but spelt differently.
        SubsetClose "subset_close",
        /// The same, written as one word.
        Together "joined",
        /// Some names are alike, and both sides have others.
        SomeShared "some",
        /// Initials agree.
        Initials "initials",
        /// No name is alike.
        Different "different",
    }
}

levels! {
    /// Both surnames together, because they are swapped, left out and mistaken together.
    SurnameLevel "surnames" {
        /// One side has none.
        Missing "missing",
        /// Both written alike.
        BothExact "both_exact",
        /// Both sound alike.
        BothSound "both_sound",
        /// Both are alike, at least one of them but for an edit or two.
        BothClose "both_close",
        /// Both are there, in the other order.
        BothSwapped "both_swapped",
        /// One side has only one, which is the first of the other.
        FirstAlone "first_alone",
        /// The same but for an edit or two.
        FirstAloneClose "first_alone_close",
        /// One side has only one, which is the second of the other.
        SecondAlone "second_alone",
        /// Both sides have only one, the same.
        Single "single",
        /// The same but for an edit or two.
        SingleClose "single_close",
        /// The first agree, the second do not.
        FirstOnly "first_only",
        /// The second agree, the first do not.
        SecondOnly "second_only",
        /// The first of one is the second of the other, and no more.
        CrossOnly "cross_only",
        /// None is alike.
        Different "different",
    }
}

levels! {
    /// Birth date.
    BirthLevel "birth" {
        /// Unknown on one side.
        Missing "missing",
        /// The same day.
        Day "day",
        /// The same day, but 1 January, which stands for an unknown day, or an estimate.
        NewYearBoth "new_year_both",
        /// Day and month swapped.
        DayMonthSwapped "day_month_swapped",
        /// The same year and one digit of the day or the whole month differs.
        DayOrMonth "day_or_month",
        /// The same day of another year, one before or after.
        DayOtherYear "day_other_year",
        /// The same day of a year that differs by one digit or up to three years.
        DayYearDigit "day_year_digit",
        /// Year and month agree, and no more is known.
        Month "month",
        /// The year agrees, and no more is known.
        Year "year",
        /// The year beside it, or another month, where not both days are known.
        YearBeside "year_beside",
        /// Two or three years from it, where not both days are known.
        YearNear "year_near",
        /// The same year and month, another day.
        SameMonth "same_month",
        /// The same year, another day.
        SameYear "same_year",
        /// Up to three years apart, another day.
        Differ "differ",
        /// Four to eight years apart.
        Years "years",
        /// Further apart.
        Far "far",
    }
}

levels! {
    /// Sex.
    SexLevel "sex" {
        /// Unknown on one side.
        Missing "missing",
        /// The same.
        Same "same",
        /// Not the same.
        Different "different",
    }
}

levels! {
    /// CURP.
    CurpLevel "curp" {
        /// Unknown on one side.
        Missing "missing",
        /// The same.
        Same "same",
        /// The sixteen characters that follow from the person's data are the same.
        SameKey "same_key",
        /// The same but for one or two edits.
        Close "close",
        /// The same name letters and birth date.
        SameStart "same_start",
        /// Another one.
        Different "different",
    }
}

levels! {
    /// Other identity papers.
    PaperLevel "paper" {
        /// Not of the same kind on both sides.
        Missing "missing",
        /// The same number that a person has for life, or of the same paper.
        Same "same",
        /// The same but for one edit.
        Close "close",
        /// Another number, of a paper that is renewed.
        Renewed "renewed",
        /// Another number that a person has for life.
        Different "different",
    }
}

levels! {
    /// Telephone number.
    PhoneLevel "phone" {
        /// Unknown on one side.
        Missing "missing",
        /// The same.
        Same "same",
        /// The same but for one edit.
        Close "close",
        /// Another one.
        Different "different",
    }
}

levels! {
    /// Where the person comes from.
    OriginLevel "origin" {
        /// Unknown on one side.
        Missing "missing",
        /// The same municipality.
        Municipality "municipality",
        /// The same state; a municipality is unknown.
        State "state",
        /// The same state, another municipality.
        OtherMunicipality "other_municipality",
        /// The same country; a state is unknown.
        Country "country",
        /// The same country, another state.
        OtherState "other_state",
        /// Another country.
        OtherCountry "other_country",
    }
}

levels! {
    /// Whether names stand in the same fields.
    OrderLevel "order" {
        /// They do.
        Same "same",
        /// Given names and surnames were swapped on one side.
        Swapped "swapped",
    }
}

levels! {
    /// Whether the two were registered together.
    GroupLevel "group" {
        /// They were not, or nobody said.
        Apart "apart",
        /// They were.
        Together "together",
    }
}

levels! {
    /// Whether other people of the two groups are the same too.
    FamilyLevel "family" {
        /// No other pair of the two groups.
        Missing "missing",
        /// At least one other pair.
        Others "others",
    }
}
