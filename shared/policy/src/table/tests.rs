//! The tests repeat the table as a grid in another form, so that a slip in the table is not repeated here.

use puente_record::DOCUMENT_KINDS;

use super::*;

/// The kinds of documents, as they stand in the columns below.
const COLUMNS: &str = "core contact protection list";

/// `r` read, `w` write, `d` decide conflicts, `m` move home, `e` read elsewhere, `h` hold what is dormant, `l` link.
const RECORDS: &str = "
    volunteer       rw-----  -w-----  -w-----  rw-----
    case-worker     rw--ehl  rw---h-  rw---h-  rw---h-
    shelter-admin   rwdmehl  rwd--h-  rwd--h-  rwdm-h-
    auditor         -------  -------  -------  -------
    administrator   -------  -------  -------  -------
";

/// Columns accounts, devices, quarantine, log.
const DUTIES: &str = "
    volunteer       no   no   no   no
    case-worker     no   no   no   no
    shelter-admin   no   no   no   no
    auditor         no   no   no   yes
    administrator   yes  yes  yes  no
";

/// Columns volunteer, case worker, shelter admin, auditor, administrator: who may give which role.
const GIVING: &str = "
    volunteer       no   no   no   no   no
    case-worker     no   no   no   no   no
    shelter-admin   yes  yes  no   no   no
    auditor         no   no   no   no   no
    administrator   yes  yes  yes  yes  yes
";

fn rows(grid: &str) -> impl Iterator<Item = (Role, Vec<&str>)> {
    grid.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let mut cells = line.split_whitespace();
            let role = cells.next().unwrap().parse().unwrap();
            (role, cells.collect())
        })
}

#[test]
fn records_are_open_to_whom_the_grid_says() {
    let mut asked = 0;
    let names: Vec<&str> = COLUMNS.split_whitespace().collect();
    assert_eq!(names, DocumentKind::ALL.map(DocumentKind::as_str));
    for (role, cells) in rows(RECORDS) {
        for (kind, cell) in DocumentKind::ALL.into_iter().zip(cells) {
            let letters = [
                (Action::Read, 'r'),
                (Action::Write, 'w'),
                (Action::Resolve, 'd'),
                (Action::MoveHome, 'm'),
                (Action::ReadElsewhere, 'e'),
                (Action::HoldDormant, 'h'),
                (Action::Link, 'l'),
            ];
            for (action, letter) in letters {
                let expected = cell.contains(letter);
                let question = (role, kind, action);
                assert_eq!(allows(role, kind, action), expected, "{question:?}");
                asked += 1;
            }
        }
    }
    assert_eq!(
        asked,
        Role::ALL.len() * DocumentKind::ALL.len() * Action::ALL.len()
    );
}

#[test]
fn every_kind_of_document_has_its_readers_and_somebody_who_decides() {
    for row in &DOCUMENT_KINDS {
        for action in [Action::Read, Action::Write, Action::Resolve] {
            let has_somebody = Role::ALL
                .into_iter()
                .any(|role| allows(role, row.kind, action));
            assert!(has_somebody, "{} {action:?}", row.name);
        }
    }
}

#[test]
fn duties_are_with_whom_the_grid_says() {
    let mut asked = 0;
    for (role, cells) in rows(DUTIES) {
        let duties = [
            Duty::ManageAccounts,
            Duty::ManageDevices,
            Duty::ManageQuarantine,
            Duty::ReadLog,
        ];
        for (duty, cell) in duties.into_iter().zip(cells) {
            assert_eq!(allows_duty(role, duty), cell == "yes", "{role:?} {duty:?}");
            asked += 1;
        }
    }
    assert_eq!(asked, Role::ALL.len() * Duty::ALL.len());
}

#[test]
fn roles_are_given_by_whom_the_grid_says() {
    let mut asked = 0;
    for (by, cells) in rows(GIVING) {
        for (role, cell) in Role::ALL.into_iter().zip(cells) {
            assert_eq!(allows_giving(by, role), cell == "yes", "{by:?} {role:?}");
            asked += 1;
        }
    }
    assert_eq!(asked, Role::ALL.len() * Role::ALL.len());
}

#[test]
fn nobody_audits_what_they_run() {
    for one in Role::ALL {
        for other in Role::ALL {
            let apart = [one, other].contains(&Role::Auditor)
                && [one, other].contains(&Role::Administrator);
            assert_eq!(goes_together(one, other), !apart, "{one:?} {other:?}");
        }
    }
}

#[test]
fn who_runs_the_system_sees_no_record() {
    for role in Role::ALL {
        let runs = Duty::ALL.into_iter().any(|duty| allows_duty(role, duty));
        let sees = DocumentKind::ALL
            .into_iter()
            .any(|kind| allows(role, kind, Action::Read));
        assert!(!(runs && sees), "{role:?}");
    }
}

#[test]
fn whoever_may_look_elsewhere_may_look_at_home() {
    for role in Role::ALL {
        for kind in DocumentKind::ALL {
            let may = |action| allows(role, kind, action);
            assert!(may(Action::Read) || !may(Action::ReadElsewhere), "{role:?}");
        }
    }
}

#[test]
fn only_what_says_itself_where_it_is_can_be_moved() {
    for role in Role::ALL {
        for kind in DocumentKind::ALL {
            let may = allows(role, kind, Action::MoveHome);
            assert!(kind.stands_alone() || !may, "{role:?} {kind:?}");
        }
    }
}

#[test]
fn whoever_may_decide_may_read_and_write() {
    for role in Role::ALL {
        for kind in DocumentKind::ALL {
            let may = |action| allows(role, kind, action);
            if may(Action::Resolve) || may(Action::MoveHome) {
                assert!(may(Action::Read) && may(Action::Write), "{role:?}");
            }
        }
    }
}
