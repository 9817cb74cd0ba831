//! Paper: what is printed, and the codes on it.

use puente_protocol::device_log::DeviceLogKind;
use serde::{Deserialize, Serialize};

/// What is printed.
#[derive(Deserialize, Clone, Copy)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum PrintKind {
    RecordCard,
    BlankForms,
    BlankCards,
    Invitation,
}

impl From<PrintKind> for DeviceLogKind {
    fn from(kind: PrintKind) -> Self {
        match kind {
            PrintKind::RecordCard => Self::RecordCardPrinted,
            PrintKind::BlankForms => Self::BlankFormsPrinted,
            PrintKind::BlankCards => Self::BlankCardsPrinted,
            PrintKind::Invitation => Self::InvitationPrinted,
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ReservedCodes {
    pub(crate) codes: Vec<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "FreeCode"))]
pub(crate) struct FreeCodeView {
    pub(crate) code: Option<String>,
}
