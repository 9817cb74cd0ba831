//! Writing: turns edits into one change.

mod plan;
mod slot;

use automerge::legacy::{Key as LegacyKey, OpType};
use automerge::transaction::{CommitOptions, Transactable};
use automerge::{ActorId, Automerge, Change, ROOT};
use puente_record::{ChangeHash, DocumentId, Origin};
use rand_chacha::ChaCha20Rng;

use self::plan::Plan;
use crate::authored_size::AuthoredSize;
use crate::hash::from_automerge;
use crate::limits::{
    CHANGE_BYTES_MAX, CHANGE_DEPENDENCIES_MAX, CHANGE_OPERATIONS_MAX, CHANGE_OTHER_ACTORS_MAX,
    CHANGE_PREDECESSORS_MAX, DOCUMENT_ACTORS_MAX, DOCUMENT_BYTES_MAX, DOCUMENT_CHANGES_MAX,
    DOCUMENT_OPERATIONS_MAX, TIME_MS_MAX,
};
use crate::{AuthoredChange, Authorship, Document, Edit, EditError};

impl Document {
    /// Begins a document. Its first change states for good what it is and opens its id. The id must be that of
    /// the origin and of the signing key ([`Origin::id`]); otherwise nobody accepts the document.
    ///
    /// # Errors
    /// [`EditError`]: each says what to do.
    ///
    /// # Panics
    /// If `core` and `kind` of the origin contradict each other.
    pub fn create(
        id: DocumentId,
        origin: &Origin,
        authorship: &Authorship,
        edits: &[Edit],
        rng: &mut ChaCha20Rng,
    ) -> Result<(Self, AuthoredChange), EditError> {
        let Origin {
            kind,
            core,
            opening,
        } = *origin;
        assert_eq!(
            kind.stands_alone(),
            core.is_none(),
            "exactly the documents beside the core point to it"
        );
        let mut document = Self::empty(id, kind, core, Some(opening));
        let change = document.edit(authorship, edits, rng)?;
        Ok((
            document,
            change.expect("a first change says at least the kind"),
        ))
    }

    /// Writes the edits as one change on top of the whole document. `None` when they change nothing.
    ///
    /// # Errors
    /// [`EditError`]: each says what to do.
    pub fn edit(
        &mut self,
        authorship: &Authorship,
        edits: &[Edit],
        rng: &mut ChaCha20Rng,
    ) -> Result<Option<AuthoredChange>, EditError> {
        if self.inner.get_heads().len() < CHANGE_DEPENDENCIES_MAX {
            self.write(authorship, edits, rng)
        } else {
            self.edit_at(&self.heads(), authorship, edits, rng)
        }
    }

    /// Writes the edits at the heads that their author saw: a form that was open while others' changes arrived
    /// replaces only the values it showed, and the values that arrived stay beside it as candidates. When there
    /// are more heads than a change can depend on, the change depends on the first ones: name your own branches
    /// first.
    ///
    /// # Errors
    /// [`EditError`]: each says what to do.
    pub fn edit_at(
        &mut self,
        seen: &[ChangeHash],
        authorship: &Authorship,
        edits: &[Edit],
        rng: &mut ChaCha20Rng,
    ) -> Result<Option<AuthoredChange>, EditError> {
        let mut heads = self.known(seen).ok_or(EditError::UnknownHeads)?;
        // The change also depends on its actor's last one, which takes one dependency. The heads beyond
        // the limit, those named last, stay heads for a later change to join.
        heads.truncate(CHANGE_DEPENDENCIES_MAX - 1);
        heads.extend(self.last_of(&authorship.actor));
        self.check_room(&authorship.actor)?;
        let mut past = self.at_heads(&heads);
        let change = past.write(authorship, edits, rng)?;
        if let Some(change) = &change {
            self.apply(&[&change.raw])
                .expect("a change written on a part of a document joins the whole");
        }
        Ok(change)
    }

    fn write(
        &mut self,
        authorship: &Authorship,
        edits: &[Edit],
        rng: &mut ChaCha20Rng,
    ) -> Result<Option<AuthoredChange>, EditError> {
        let plan = Plan::of(self, authorship, edits, rng)?;
        if plan.writes.is_empty() {
            return Ok(None);
        }
        check_size(&plan, self.inner.get_heads().len())?;
        self.check_room(&authorship.actor)?;
        self.inner.set_actor(ActorId::from(&authorship.actor[..]));
        let change = if plan.writes.iter().any(|write| write.keeps_shown) {
            let draft = commit(&mut self.inner.clone(), authorship, &plan);
            let change = worded(&draft, &plan);
            self.inner
                .apply_changes([change.clone()])
                .expect("a change written on a copy of a document joins the document");
            change
        } else {
            commit(&mut self.inner, authorship, &plan)
        };
        let raw = change.raw_bytes().to_vec();
        self.taken = self.taken.map(|taken| taken.with(&change));
        Ok(Some(AuthoredChange {
            hash: from_automerge(&change.hash()),
            seq: change.seq(),
            deps: change.deps().iter().map(from_automerge).collect(),
            raw,
        }))
    }

    /// Does the document have room for one more change of any size, by this actor?
    fn check_room(&mut self, actor: &[u8; 16]) -> Result<(), EditError> {
        use automerge::ReadDoc;
        let stats = self.inner.stats();
        let taken = match self.taken {
            Some(taken) => taken,
            None => {
                let changes = self.inner.get_changes(&[]);
                changes
                    .iter()
                    .fold(AuthoredSize::default(), AuthoredSize::with)
            }
        };
        self.taken = Some(taken);
        let is_full = stats.num_changes >= DOCUMENT_CHANGES_MAX as u64
            || taken.raw_bytes + CHANGE_BYTES_MAX > DOCUMENT_BYTES_MAX
            || taken.operations + CHANGE_OPERATIONS_MAX > DOCUMENT_OPERATIONS_MAX
            || (stats.num_actors >= DOCUMENT_ACTORS_MAX as u64 && self.last_of(actor).is_none());
        if is_full {
            Err(EditError::DocumentFull)
        } else {
            Ok(())
        }
    }
}

/// Writes a plan as one change. A decision for the value shown gets a substitute text, see [`worded`].
fn commit(inner: &mut Automerge, authorship: &Authorship, plan: &Plan) -> Change {
    let mut transaction = inner.transaction();
    for write in &plan.writes {
        let done = match &write.text {
            Some(text) if write.keeps_shown => {
                transaction.put(ROOT, &*write.key, format!("{text} "))
            }
            Some(text) => transaction.put(ROOT, &*write.key, text.as_str()),
            None => transaction.delete(ROOT, &*write.key),
        };
        done.expect("the root is a map, and what is deleted is there");
    }
    let time_ms = authorship.time_ms.clamp(-TIME_MS_MAX, TIME_MS_MAX);
    let mut options = CommitOptions::default().with_time(time_ms);
    if !plan.message.is_empty() {
        options = options.with_message(plan.message.clone());
    }
    transaction.commit_with(options);
    inner
        .get_last_local_change()
        .expect("the actor has just written one")
}

/// Puts the real texts back where [`commit`] wrote substitutes.
///
/// Automerge turns a put of the value shown into a deletion of the others. A concurrent author would then
/// replace the value without having seen the decision. A separate put stands beside what that author wrote.
fn worded(draft: &Change, plan: &Plan) -> Change {
    let mut draft = draft.decode();
    for operation in &mut draft.operations {
        let LegacyKey::Map(key) = &operation.key else {
            continue;
        };
        let write = plan.writes.iter().find(|write| *write.key == **key);
        if let Some(text) = write
            .filter(|write| write.keeps_shown)
            .and_then(|write| write.text.as_deref())
        {
            operation.action = OpType::Put(text.into());
        }
    }
    draft.hash = None;
    draft.into()
}

/// Does the change keep within the limits? The byte count is an upper bound: a key and a value, each
/// with a length of two bytes, three bytes of run lengths in each of five columns, twelve for a
/// predecessor, 17 for an actor, 33 for a dependency, and 512 for the parts that occur once.
fn check_size(plan: &Plan, heads: usize) -> Result<(), EditError> {
    let mut bytes = 512 + 33 * (heads + 1);
    let mut predecessors = 0;
    for write in &plan.writes {
        bytes += write.key.len() + write.text.as_deref().map_or(0, str::len) + 19;
        predecessors += write.replaces.len();
    }
    let mut actors: Vec<_> = plan
        .writes
        .iter()
        .flat_map(|write| &write.replaces)
        .collect();
    actors.sort_unstable();
    actors.dedup();
    bytes += 12 * predecessors + 17 * actors.len();
    let fits = bytes <= CHANGE_BYTES_MAX
        && plan.writes.len() <= CHANGE_OPERATIONS_MAX
        && predecessors <= CHANGE_PREDECESSORS_MAX
        && actors.len() <= CHANGE_OTHER_ACTORS_MAX;
    if fits {
        Ok(())
    } else {
        Err(EditError::ChangeTooLarge)
    }
}
