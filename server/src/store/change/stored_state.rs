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
    use rusqlite::Connection;

    use super::*;

    /// The check of a store maps the numbers of verdicts to those of changes in SQL.
    #[test]
    fn the_check_of_a_store_knows_both_numbers_of_each_state() {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "CREATE TABLE change (nr INTEGER PRIMARY KEY, state INTEGER);
                 CREATE TABLE verdict (nr INTEGER PRIMARY KEY, change INTEGER, state INTEGER);",
            )
            .unwrap();
        for state in ChangeState::ALL {
            let row = i64::from(state.number()) + 1;
            connection
                .execute(
                    "INSERT INTO change VALUES (?1, ?2)",
                    (row, stored_number(state)),
                )
                .unwrap();
            connection
                .execute(
                    "INSERT INTO verdict VALUES (?1, ?1, ?2)",
                    (row, state.number()),
                )
                .unwrap();
            let read_back = from_stored_number(stored_number(state)).unwrap();
            assert_eq!(read_back.is_in_document(), state.is_in_document());
        }
        let wrong: i64 = connection
            .query_row(include_str!("../check/verdicts.sql"), [], |row| row.get(0))
            .unwrap();
        assert_eq!(wrong, 0);
        assert!(from_stored_number(4).is_err());
    }
}
