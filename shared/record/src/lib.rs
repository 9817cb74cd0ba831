#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod age;
pub mod clean;
pub mod code;
pub mod code_list;
pub mod compartment;
pub mod curp;
pub mod date;
pub mod document_kind;
pub mod field;
pub mod finding;
pub mod household;
pub mod id;
pub mod invisible;
pub mod key;
pub mod list;
pub mod missing_word;
pub mod mrz;
pub mod municipality;
pub mod name;
pub mod open_matters;
pub mod origin;
pub mod person;
pub mod phone;
pub mod search;
pub mod site;
pub mod treatment;
pub mod value;
pub mod zone;

pub use age::{Age, AgeError};
pub use clean::{VALUE_BYTES_MAX, clean_line, clean_text};
pub use code::{CodeError, RecordCode};
pub use code_list::{Code, CodeList};
pub use compartment::Compartment;
pub use curp::{Curp, CurpError, CurpSex};
pub use date::{ClockTrust, DateError, Day, Moment, PartialDate};
pub use document_kind::{
    DOCUMENT_KINDS, DocumentKind, DocumentKindRow, DocumentSubject, SitesSource,
    UnknownDocumentKind,
};
pub use field::{
    ENTRY_KINDS, EntryKind, EntryRight, FIELDS, Field, FieldShape, FieldType, FormStage, HOME_SITE,
    MergePolicy, Required, RetentionPurpose, Sensitivity, entry_kind, entry_right, field,
};
pub use finding::{Finding, FindingCode, Minority, Statements, findings};
pub use id::{
    AccountId, ChangeHash, DeviceId, DocumentId, EntryId, HouseholdId, IdError, InstallId, ListId,
    RecordId, ServerId, SiteId,
};
pub use invisible::{
    escape_invisible, escape_invisible_json, escape_invisible_lines, has_no_invisible,
};
pub use key::{KEY_BYTES_MAX, Key, KeyError};
pub use mrz::{Mrz, MrzError, MrzFormat, MrzSex};
pub use municipality::{
    MexicanPlace, Municipality, UnknownMunicipality, mexican_place, municipalities,
};
pub use name::{NameOrder, SplitName, list_order, split_name};
pub use open_matters::{DORMANT_AFTER_DAYS, OpenMatters, came_long_ago};
pub use origin::{Opening, OpeningError, Origin, Salt};
pub use phone::{PhoneError, PhoneNumber};
pub use search::{phonetic_key, phonetic_words, search_key};
pub use site::{SiteFacts, SiteZone};
pub use value::{MissingReason, Value, ValueTooLong};
pub use zone::{LocalTime, ZoneRule, ZoneRuleError};
