//! Changes that no honest device writes, each with the right checksum, on top of a valid document:
//! what would break the document library, and the reason why it never sees them. Other tests of foreign
//! changes use the same table.

use puente_record::ChangeHash;

use super::crafted::*;

/// An honest document to attack. Its first change put `age`, `begun`, `kind` and
/// `name.given`, in this order, so that their operations are 1 to 4.
pub(crate) struct Ground {
    pub(crate) heads: Vec<ChangeHash>,
    /// The actor of its first change.
    pub(crate) first_actor: [u8; 16],
}

/// The last operation of that change, and two others.
pub(crate) const MAX_OP: u64 = 4;
pub(crate) const AGE_OP: i64 = 1;
pub(crate) const BEGUN_OP: i64 = 2;
pub(crate) const KIND_OP: i64 = 3;
pub(crate) const GIVEN_OP: i64 = 4;

/// One row of the table: a hostile change and the reason for which it is refused.
pub(crate) struct Row {
    pub(crate) reason: &'static str,
    pub(crate) crafted: Crafted,
}

impl Ground {
    /// An honest put of `text` on `key`, by a new actor, replacing nothing.
    pub(crate) fn put(&self, actor: [u8; 16], key: &str, text: &str) -> Crafted {
        Crafted::on(self.heads.clone(), actor, MAX_OP + 1, key, text)
    }

    /// Every row; `actor` returns the actor that signs the row with this number.
    pub(crate) fn rows(&self, actor: &dyn Fn(usize) -> [u8; 16]) -> Vec<Row> {
        let mut rows = Rows {
            ground: self,
            actor,
            rows: Vec::new(),
        };
        rows.bombs();
        rows.shapes();
        rows.operations();
        rows.numbers();
        rows.predecessors();
        rows.origins();
        rows.rows
    }
}

struct Rows<'g> {
    ground: &'g Ground,
    actor: &'g dyn Fn(usize) -> [u8; 16],
    rows: Vec<Row>,
}

impl Rows<'_> {
    fn add(&mut self, reason: &'static str, change: impl FnOnce(Crafted) -> Crafted) {
        self.add_on("alone", "yes", reason, change);
    }

    fn add_on(
        &mut self,
        key: &str,
        text: &str,
        reason: &'static str,
        change: impl FnOnce(Crafted) -> Crafted,
    ) {
        let actor = (self.actor)(self.rows.len());
        let crafted = change(self.ground.put(actor, key, text));
        self.rows.push(Row { reason, crafted });
    }

    /// Run lengths and counts of millions and billions in some seventy bytes.
    fn bombs(&mut self) {
        for count in [1_000_000, 30_000_000, i64::MAX >> 2] {
            self.add("too_many_operations", |put| {
                put.with(KEY, run(count, &prefixed(b"alone")))
                    .with(INSERT, uleb(count as u64))
                    .with(ACTION, run(count, &uleb(1)))
                    .with(VALUE_META, run(count, &uleb(6)))
                    .with(VALUE, Vec::new())
                    .with(PRED_COUNT, run(count, &uleb(0)))
            });
            self.add("column_length", |put| {
                put.with(KEY, run(count, &prefixed(b"alone")))
            });
            self.add("column_length", |put| {
                put.with(VALUE_META, run(count, &uleb(6)))
            });
            self.add("column_length", |put| put.with(INSERT, uleb(count as u64)));
            self.add("too_many_predecessors", |put| {
                put.with(PRED_COUNT, literal(&[uleb(count as u64)]))
            });
            self.add("column_length", |put| {
                put.with(PRED_ACTOR, run(count, &uleb(0)))
            });
        }
        let nulls = [sleb(0), uleb(u64::MAX >> 2)].concat();
        self.add("not_flat", |put| put.with(ACTION, nulls));
    }

    /// Deflated columns, the largest change, foreign columns.
    fn shapes(&mut self) {
        for column in [KEY, ACTION, VALUE, PRED_COUNT] {
            self.add("columns", |mut put| {
                for (specification, _) in &mut put.columns {
                    *specification |= if *specification == column { 0x08 } else { 0 };
                }
                put
            });
        }
        self.add("columns", |put| put.with(0x94, vec![0, 1]));
        self.add("columns", |put| {
            put.with(0xa5, literal(&[prefixed(b"bold")]))
        });
        self.add("change_too_large", |put| Crafted {
            trailing: vec![0; 64 * 1024],
            ..put
        });
    }

    /// Objects, lists, counters, marks, and values that are not strings.
    fn operations(&mut self) {
        // An object that does not exist, one of an unknown actor, and a plain value's id as an object.
        for (actor, counter) in [(0, 900), (9, 1), (1, 4)] {
            self.add("columns", |put| {
                put.with(OBJ_ACTOR, literal(&[uleb(actor)]))
                    .with(OBJ_COUNTER, literal(&[uleb(counter)]))
            });
        }
        // An element of a list, after one that does not exist.
        self.add("columns", |put| {
            put.with(KEY, Vec::new())
                .with(KEY_ACTOR, literal(&[uleb(0)]))
                .with(KEY_COUNTER, literal(&[sleb(77)]))
        });
        self.add("not_flat", |put| {
            put.with(INSERT, [uleb(0), uleb(1)].concat())
        });
        self.add("not_flat", |put| put.with(KEY, [sleb(0), uleb(1)].concat()));
        for action in [0, 2, 4, 5, 6, 7, 99] {
            self.add("action", |put| put.with(ACTION, literal(&[uleb(action)])));
        }
        for value_type in (0..16).filter(|value_type| *value_type != 6) {
            self.add("value_type", |put| {
                put.with(VALUE_META, literal(&[uleb(3 << 4 | value_type)]))
            });
        }
    }

    /// Sequence and operation numbers that leave gaps, go back, or exhaust the counters.
    fn numbers(&mut self) {
        self.add("sequence_gap", |put| Crafted { seq: 5, ..put });
        for start_op in [1, MAX_OP, MAX_OP + 2, 1_000_000, (1 << 31) - 1] {
            self.add("operation_number", |put| Crafted { start_op, ..put });
        }
        let end = u64::from(u32::MAX);
        for start_op in [0, 1 << 31, end - 1, end, 1 << 40] {
            self.add("operation_range", |put| Crafted { start_op, ..put });
        }
        self.add("number_too_large", |put| Crafted {
            start_op: 1 << 63,
            ..put
        });
        for seq in [0, 1 << 31] {
            self.add("sequence_range", |put| Crafted { seq, ..put });
        }
        self.add("time_range", |put| Crafted {
            time: 1 << 54,
            ..put
        });
    }

    /// Replacing and deleting values that do not exist.
    fn predecessors(&mut self) {
        let first = self.ground.first_actor;
        // An operation that does not exist, one on another key, and one of an unknown actor.
        for (actor, counter) in [(first, 2), (first, GIVEN_OP), ([9; 16], 1)] {
            self.add_on("age", "9", "unknown_predecessor", |put| {
                put.replacing(actor, counter)
            });
        }
        for counter in [5, 0] {
            self.add_on("age", "9", "predecessor_range", |put| {
                put.replacing(first, counter)
            });
        }
        self.add_on("age", "9", "partial_predecessors", |put| put);
        self.add_on("age", "9", "predecessor_order", |put| {
            put.replacing(first, AGE_OP)
                .with(PRED_ACTOR, literal(&[uleb(2)]))
        });
        let delete = |put: Crafted, counter| {
            put.replacing(first, counter)
                .with(ACTION, literal(&[uleb(3)]))
                .with(VALUE_META, literal(&[uleb(0)]))
        };
        self.add_on("age", "", "unknown_predecessor", |put| delete(put, 3));
        self.add_on("age", "", "deletes_nothing", |put| {
            let mut nothing = delete(put, 1);
            nothing.other_actors.clear();
            nothing
                .with(PRED_COUNT, literal(&[uleb(0)]))
                .with(PRED_ACTOR, Vec::new())
                .with(PRED_COUNTER, Vec::new())
        });
    }

    /// Turning a document into another one.
    fn origins(&mut self) {
        let first = self.ground.first_actor;
        self.add_on("kind", "contact", "immutable_key", |put| {
            put.replacing(first, KIND_OP)
        });
        self.add_on("core", &"ab".repeat(16), "immutable_key", |put| put);
        let elsewhere = format!("1/{}/{}", "ab".repeat(16), "03".repeat(16));
        self.add_on("begun", &elsewhere, "immutable_key", |put| {
            put.replacing(first, BEGUN_OP)
        });
        // A record is always at a site.
        self.add_on("home_site", "Norte", "home_site_malformed", |put| put);
        let begins = |put: Crafted| Crafted {
            deps: Vec::new(),
            start_op: 1,
            ..put
        };
        self.add_on("age", "9", "kind_missing", begins);
        self.add_on("kind", "dossier", "kind_unknown", begins);
        self.add_on("kind", "contact", "core_pointer", begins);
        for (core, reason) in [
            ("nobody".to_owned(), "core_pointer"),
            ("ab".repeat(16), "not_its_beginning"),
        ] {
            self.add_on("kind", "contact", reason, |put| {
                let metas = [uleb((core.len() as u64) << 4 | 6), uleb(7 << 4 | 6)];
                begins(put)
                    .with(KEY, literal(&[prefixed(b"core"), prefixed(b"kind")]))
                    .with(INSERT, uleb(2))
                    .with(ACTION, run(2, &uleb(1)))
                    .with(VALUE_META, literal(&metas))
                    .with(VALUE, format!("{core}contact").into_bytes())
                    .with(PRED_COUNT, run(2, &uleb(0)))
            });
        }
    }
}

/// Bytes that are not a change, made from a change and a saved document.
pub(crate) fn no_changes(change: &Crafted, saved: &[u8]) -> Vec<Vec<u8>> {
    let raw = change.raw();
    let of_kind = |chunk_type| Crafted {
        chunk_type,
        ..change.clone()
    };
    let mut all: Vec<Vec<u8>> = [0, 2, 3, 4, 255].map(|kind| of_kind(kind).raw()).into();
    let mut checksum = raw.clone();
    checksum[5] ^= 1;
    all.extend([
        saved.to_vec(),
        Vec::new(),
        b"nonsense".to_vec(),
        checksum,
        [&raw[..], &raw].concat(),
        [&raw[..], &[0x85, 0x6f]].concat(),
        raw[..raw.len() / 2].to_vec(),
    ]);
    all
}
