use super::{Code, CodeList, codes};

/// Yes or no, if yes is the careful answer: a risk, a need.
pub static YES_NO: CodeList = CodeList::closed(
    "yes_no",
    codes! {
        "yes" = 1 "Sí" "Yes";
        "no" = 0 "No" "No";
    },
);

/// Whether something may be done; the narrower permission is the careful answer.
pub static PERMISSION: CodeList = CodeList::closed(
    "permission",
    codes! {
        "yes" = 0 "Sí" "Yes";
        "ask" = 1 "Preguntar antes" "Ask first";
        "no" = 2 "No" "No";
    },
);

/// What a person decided about a consent; *no* beats *yes*.
pub static CONSENT_DECISION: CodeList = CodeList::closed(
    "consent.decision",
    codes! {
        "yes" = 0 "Sí" "Yes";
        "no" = 1 "No" "No";
        "withdrawn" = 2 "Lo retiró" "Withdrawn";
    },
);

/// Whether somebody verified a statement on which a child's safety depends.
pub static VERIFIED: CodeList = CodeList::closed(
    "verified",
    codes! {
        "yes" = 0 "Sí, verificado" "Yes, verified";
        "doubt" = 1 "Hay duda" "There is doubt";
        "no" = 2 "No" "No";
    },
);
