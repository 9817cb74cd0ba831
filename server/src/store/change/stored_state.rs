//! The state of a change as the column `change.state` stores it. The numbers differ from those of the protocol:
//! 0 is the state of nearly all changes, and the partial index of the others leaves it out.

use puente_protocol::ChangeState;

use crate::store::StoreError;

/// The number in the column. A decision is stored as the state that results: released as accepted, written
/// again as set aside.
pub(in crate::store) const fn stored_number(state: ChangeState) -> i64 {
    match state {
        ChangeState::Accepted | ChangeState::Released => 0,
        ChangeState::Pending => 1,
        ChangeState::Quarantined => 2,
        ChangeState::SetAside | ChangeState::WrittenAgain => 3,
    }
}

/// The state with this number.
///
/// # Errors
/// [`StoreError::Damaged`].
pub fn from_stored_number(number: i64) -> Result<ChangeState, StoreError> {
    match number {
        0 => Ok(ChangeState::Accepted),
        1 => Ok(ChangeState::Pending),
        2 => Ok(ChangeState::Quarantined),
        3 => Ok(ChangeState::SetAside),
        _ => Err(StoreError::Damaged("a change in no known state")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::sql_file;
    use crate::store::sqlite;

    /// The check of a store maps the numbers of verdicts to those of changes in SQL.
    #[test]
    fn the_check_of_a_store_knows_both_numbers_of_each_state() {
        let mut rows = String::from(
            "CREATE TABLE change (nr INTEGER PRIMARY KEY, state INTEGER);
             CREATE TABLE verdict (nr INTEGER PRIMARY KEY, change INTEGER, state INTEGER);",
        );
        for state in ChangeState::ALL {
            let (nr, stored) = (i64::from(state.number()) + 1, stored_number(state));
            rows += &format!("INSERT INTO change VALUES ({nr}, {stored});");
            rows += &format!(
                "INSERT INTO verdict VALUES ({nr}, {nr}, {});",
                state.number()
            );
            let read_back = from_stored_number(stored).unwrap();
            assert_eq!(read_back.is_in_document(), state.is_in_document());
        }
        let connection = sqlite::in_memory(&rows);
        let wrong: i64 = connection
            .one(sql_file!("../check/verdicts.sql"), (), |row| row.get(0))
            .unwrap();
        assert_eq!(wrong, 0);
        assert!(from_stored_number(4).is_err());
    }
}
