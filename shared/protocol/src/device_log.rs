//! Lines of a device's own log: what happened on it that is no change of a document. The body of item tag 1 (§3).

use minicbor::{Decode, Encode};
use puente_record::RecordId;

/// Most lines in one item: a day at a printer has some dozens.
pub const DEVICE_LOG_LINES_MAX: usize = 200;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(index_only)]
pub enum DeviceLogKind {
    /// The card of a registered person was printed.
    #[n(0)]
    RecordCardPrinted,
    /// Blank forms were printed, each with a reserved code.
    #[n(1)]
    BlankFormsPrinted,
    /// Cards were printed, each with a reserved code.
    #[n(2)]
    BlankCardsPrinted,
    /// An invitation was printed.
    #[n(3)]
    InvitationPrinted,
}

impl DeviceLogKind {
    /// Every kind, in the order of the wire numbers.
    pub const ALL: [Self; 4] = [
        Self::RecordCardPrinted,
        Self::BlankFormsPrinted,
        Self::BlankCardsPrinted,
        Self::InvitationPrinted,
    ];
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct DeviceLogLine {
    /// When, by the device's clock in ms since 1970.
    #[n(0)]
    pub time_ms: i64,
    /// What.
    #[n(1)]
    pub kind: DeviceLogKind,
    /// How many.
    #[n(2)]
    pub count: u32,
    /// About whose record.
    #[n(3)]
    pub record: Option<RecordId>,
}

/// The body of an item with these lines.
#[must_use]
pub fn encode_lines(lines: &[DeviceLogLine]) -> Vec<u8> {
    minicbor::to_vec(lines).expect("writing to memory does not fail")
}

/// The lines in a body; `None` when a later version wrote something else.
#[must_use]
pub fn decode_lines(body: &[u8]) -> Option<Vec<DeviceLogLine>> {
    minicbor::decode(body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_as_they_are_on_the_wire() {
        let all = DeviceLogKind::ALL.map(|kind| DeviceLogLine {
            time_ms: 1_795_000_000_000,
            kind,
            count: 12,
            record: (kind == DeviceLogKind::RecordCardPrinted)
                .then(|| RecordId::from_bytes([7; 16])),
        });
        let body = encode_lines(&all);
        let line = |fields: u8, rest: &[u8]| {
            let time = [0x1b, 0, 0, 0x01, 0xa1, 0xee, 0x56, 0x5e, 0x00];
            [&[0x80 | fields][..], &time, rest].concat()
        };
        let of_record = [&[0, 12, 0x50][..], &[7; 16]].concat();
        let expected = [
            vec![0x84],
            line(4, &of_record),
            line(3, &[1, 12]),
            line(3, &[2, 12]),
            line(3, &[3, 12]),
        ];
        assert_eq!(body, expected.concat());
        assert_eq!(decode_lines(&body).unwrap(), all);
        assert_eq!(decode_lines(b"opened"), None);
    }
}
