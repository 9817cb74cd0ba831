//! Answers that come in pages, and a driver that carries out what they ask for in every way there is.

use std::collections::VecDeque;

use puente_admission::Batch;
use puente_client::{Effect, Event, StopReason};
use puente_document::Document;
use puente_protocol::page::{Author, Page, PageRow, WholeDocument};
use puente_protocol::segment::{Item, VerifiedSegment};
use puente_protocol::whole;
use puente_record::Compartment;
use puente_record::id::RecordId;

use crate::scene::*;

/// A record that another device registered.
pub(crate) fn document_of_another(seed: u64, given: &str) -> Document {
    let mut other = Scene::of_another(seed);
    let record = other.register(given);
    other.sync(Vec::new());
    let items = other
        .logs
        .values()
        .flatten()
        .flat_map(VerifiedSegment::items);
    let raws: Vec<_> = items
        .filter_map(|(item, _)| match item {
            Item::Change { raw, document, .. } if *document == record => Some(raw.as_slice()),
            _ => None,
        })
        .collect();
    Document::from_changes(record, &raws).unwrap()
}

pub(crate) fn row_of(document: &Document) -> PageRow {
    let (actors, slim) = whole::slim(&document.save(), |_| None);
    PageRow::Document(WholeDocument {
        vouch: None,
        document: document.id(),
        kind: Compartment::Core,
        record: document.id(),
        actors,
        slim,
        authors: vec![(0, u32::MAX)],
        received: None,
    })
}

pub(crate) fn whole_of_another(seed: u64, given: &str) -> (RecordId, PageRow) {
    let document = document_of_another(seed, given);
    (document.id(), row_of(&document))
}

/// How an answer comes and what is done with it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way {
    /// How much later the pages behind the fourth come, in ms. Where trials fall behind, what comes slowly is
    /// stored before.
    pub(crate) late_ms: i64,
    /// A trial runs while what came before it is written; else one thing is done after the other.
    pub(crate) is_at_once: bool,
    /// Trials that begin while the answer arrives end before the rest of it is there.
    pub(crate) is_early: bool,
}

pub(crate) const LATE_MS: i64 = 3_000;

pub(crate) const QUICKLY: Way = Way {
    late_ms: 0,
    is_at_once: true,
    is_early: false,
};

/// Runs a test in every way.
pub(crate) fn in_every_way(test: impl Fn(Way)) {
    for late_ms in [0, LATE_MS] {
        for is_at_once in [true, false] {
            for is_early in [true, false] {
                test(Way {
                    late_ms,
                    is_at_once,
                    is_early,
                });
            }
        }
    }
}

/// What a sync still asks for.
pub(crate) struct Run {
    pub(crate) way: Way,
    pub(crate) todo: VecDeque<Effect>,
    pub(crate) running: VecDeque<(i64, Batch)>,
    pub(crate) trials: usize,
}

impl Run {
    pub(crate) fn new(way: Way, effects: Vec<Effect>) -> Self {
        Self {
            way,
            todo: effects.into(),
            running: VecDeque::new(),
            trials: 0,
        }
    }

    pub(crate) fn tell(&mut self, scene: &mut Scene, now_ms: i64, event: Event) {
        self.todo.extend(scene.handle_at(now_ms, event));
    }

    pub(crate) fn end_trial(&mut self, scene: &mut Scene) -> bool {
        let Some((page, batch)) = self.running.pop_front() else {
            return false;
        };
        let outcomes = Some(puente_admission::join(&batch));
        self.tell(scene, NOW_MS, Event::PageTried { page, outcomes });
        true
    }

    /// Carries out what can be while an answer arrives.
    pub(crate) fn meanwhile(&mut self, scene: &mut Scene) {
        loop {
            match self.todo.pop_front() {
                Some(Effect::TryPage { page, batch }) => {
                    self.trials += 1;
                    self.running.push_back((page, batch));
                    if !self.way.is_at_once && self.way.is_early {
                        self.end_trial(scene);
                    }
                }
                Some(Effect::TakeIn) => self.tell(scene, NOW_MS, Event::TakeIn),
                Some(Effect::ShowProgress { .. }) => {}
                Some(other) => return self.todo.push_front(other),
                None if self.way.is_early && self.end_trial(scene) => {}
                None => return,
            }
        }
    }

    /// Holds every trial that is asked for, until something is sent or the sync is over. Answers how many
    /// trials, and how many rows could not be used.
    pub(crate) fn finish(mut self, scene: &mut Scene) -> (usize, u64) {
        self.way.is_early = true;
        self.meanwhile(scene);
        match self.todo.pop_front() {
            Some(Effect::Finish(report, StopReason::Done)) => (self.trials, report.unusable),
            Some(Effect::SendExchange(_)) => (self.trials, 0),
            other => panic!("{other:?}"),
        }
    }
}

/// Asks the server and hands these pages over.
pub(crate) fn answered(scene: &mut Scene, rows: Vec<Vec<PageRow>>, way: Way) -> Run {
    let pages = rows.into_iter().map(|rows| (vec![another()], rows));
    answered_by(scene, pages.collect(), way)
}

/// The same with those who wrote each page's rows.
pub(crate) fn answered_by(
    scene: &mut Scene,
    rows: Vec<(Vec<Author>, Vec<PageRow>)>,
    way: Way,
) -> Run {
    let mut run = arrived(scene, rows, way);
    run.tell(scene, NOW_MS, Event::ReplyEnded);
    run
}

/// The same while the answer has not ended.
pub(crate) fn arrived(scene: &mut Scene, rows: Vec<(Vec<Author>, Vec<PageRow>)>, way: Way) -> Run {
    let Effect::SendExchange(body) = scene.handle(Event::SyncRequested).remove(0) else {
        panic!()
    };
    let (_, page) = scene.take(&body);
    let mut run = Run::new(way, Vec::new());
    let pages = rows.len();
    for (at, (authors, rows)) in rows.into_iter().enumerate() {
        let page = Page {
            authors,
            rows,
            cursor: vec![100 + at as u8],
            rows_left: (pages - 1 - at) as u64,
            ..page.clone()
        };
        let now_ms = NOW_MS + if at < 4 { 0 } else { way.late_ms };
        run.tell(scene, now_ms, Event::BytesArrived(page.to_bytes()));
        run.meanwhile(scene);
    }
    run
}

/// People whom somebody else registered, each on a page.
pub(crate) fn pages_of(seed: u64, many: u64) -> (Vec<RecordId>, Vec<Vec<PageRow>>) {
    let people = (0..many).map(|n| whole_of_another(seed + n, &format!("Eva{n}")));
    people.map(|(record, row)| (record, vec![row])).unzip()
}

pub(crate) fn assert_shown(scene: &Scene, people: &[RecordId]) {
    for (n, record) in people.iter().enumerate() {
        assert_eq!(scene.shown(*record, "name.given"), format!("Eva{n}"));
    }
}
