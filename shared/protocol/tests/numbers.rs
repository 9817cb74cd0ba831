//! LEB128 as automerge writes it: one number has one spelling.

use proptest::prelude::*;
use puente_protocol::bytes::{Reader, TruncatedBytes, put_sleb, put_uleb};

fn uleb(bytes: &[u8]) -> Result<u64, TruncatedBytes> {
    Reader::new(bytes).uleb()
}

fn sleb(bytes: &[u8]) -> Result<i64, TruncatedBytes> {
    Reader::new(bytes).sleb()
}

/// Small and large numbers alike: a random u64 is nearly always ten bytes long.
fn any_size() -> impl Strategy<Value = u64> {
    (any::<u64>(), 0..64u32).prop_map(|(bits, shift)| bits >> shift)
}

proptest! {
    #[test]
    fn an_unsigned_number_comes_back(value in any_size()) {
        let mut bytes = Vec::new();
        put_uleb(&mut bytes, value);
        prop_assert_eq!(uleb(&bytes), Ok(value));
        prop_assert_eq!(uleb(&bytes[..bytes.len() - 1]), Err(TruncatedBytes));
    }

    #[test]
    fn a_signed_number_comes_back(value in any_size(), negative: bool) {
        let value = if negative { !value as i64 } else { value as i64 };
        let mut bytes = Vec::new();
        put_sleb(&mut bytes, value);
        prop_assert_eq!(sleb(&bytes), Ok(value));
        prop_assert_eq!(sleb(&bytes[..bytes.len() - 1]), Err(TruncatedBytes));
    }

    #[test]
    fn what_is_read_is_written_the_same_way(bytes in proptest::collection::vec(any::<u8>(), 0..12)) {
        let mut reader = Reader::new(&bytes);
        if let Ok(value) = reader.uleb() {
            let mut again = Vec::new();
            put_uleb(&mut again, value);
            prop_assert_eq!(&again[..], &bytes[..bytes.len() - reader.rest().len()]);
        }
        let mut reader = Reader::new(&bytes);
        if let Ok(value) = reader.sleb() {
            let mut again = Vec::new();
            put_sleb(&mut again, value);
            prop_assert_eq!(&again[..], &bytes[..bytes.len() - reader.rest().len()]);
        }
    }
}

#[test]
fn padded_numbers_are_refused() {
    assert_eq!(uleb(&[0x80, 0x00]), Err(TruncatedBytes));
    assert_eq!(uleb(&[0xff, 0x80, 0x00]), Err(TruncatedBytes));
    assert_eq!(sleb(&[0x80, 0x00]), Err(TruncatedBytes));
    assert_eq!(sleb(&[0xff, 0x7f]), Err(TruncatedBytes));
    assert_eq!(sleb(&[0xbf, 0x00]), Err(TruncatedBytes));
    assert_eq!(sleb(&[0xff, 0x00]), Ok(127));
    assert_eq!(sleb(&[0x80, 0x7f]), Ok(-128));
}

#[test]
fn numbers_of_more_than_64_bits_are_refused() {
    let mut ten = [0xff; 10];
    ten[9] = 0x01;
    assert_eq!(uleb(&ten), Ok(u64::MAX));
    ten[9] = 0x02;
    assert_eq!(uleb(&ten), Err(TruncatedBytes));
    ten[9] = 0x81;
    assert_eq!(uleb(&ten), Err(TruncatedBytes));
    ten[9] = 0x00;
    assert_eq!(sleb(&ten), Ok(i64::MAX));
    ten[9] = 0x01;
    assert_eq!(sleb(&ten), Err(TruncatedBytes));
    assert_eq!(sleb(&[0xff; 11]), Err(TruncatedBytes));
}

#[test]
fn a_length_beyond_the_end_is_refused_before_anything_is_taken() {
    let mut bytes = Vec::new();
    put_uleb(&mut bytes, u64::MAX);
    assert_eq!(Reader::new(&bytes).counted(), Err(TruncatedBytes));
    assert_eq!(Reader::new(&[3, 1, 2]).counted(), Err(TruncatedBytes));
    assert_eq!(Reader::new(&[2, 1, 2]).counted(), Ok(&[1, 2][..]));
}
