//! What a field's policy proposes for a conflict, and why. Devices and the server propose the same.

use puente_record::code_list::Code;
use puente_record::{Field, MergePolicy, MissingReason, Value, entry_kind, field};
use serde::Serialize;

use crate::{Basis, Candidate, Choice, Conflict, FieldPath};

/// A proposal. The person who decides may decide otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// What to do.
    #[serde(flatten)]
    pub choice: Choice,
    /// Why.
    pub why: ProposalReason,
}

/// One row for each reason: the code, and the words for people in Spanish and in English.
macro_rules! whys {
    ($($variant:ident $code:literal $es:literal $en:literal)*) => {
        /// Why something is proposed. Serialised as its code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum ProposalReason {
            $(#[doc = $en] $variant,)*
        }

        impl ProposalReason {
            /// Every reason.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The stable code and the words for people.
            #[must_use]
            pub const fn text(self) -> &'static Code {
                match self {
                    $(Self::$variant => &Code { code: $code, es: $es, en: $en, rank: 0 },)*
                }
            }
        }
    };
}

whys! {
    Backed "backed"
        "Tiene mejor respaldo que los demás."
        "It is better backed than the others."
    Safer "safer"
        "Es lo más prudente para la persona."
        "It is the safest for the person."
    Latest "latest"
        "Es el más reciente."
        "It is the latest."
    SeveralFit "several_fit"
        "Este campo admite varios valores."
        "This field may hold several values."
    EquallyBacked "equally_backed"
        "Tienen el mismo respaldo: hay que ver o preguntar a la persona."
        "They are equally backed: look, or ask the person."
    ClockWrong "clock_wrong"
        "Un teléfono tenía mal la hora: no se sabe cuál es el más reciente."
        "A phone's clock was wrong: which is the latest is not known."
    FieldUnknown "field_unknown"
        "Esta versión no conoce el campo."
        "This version does not know the field."
}

/// How far ahead a phone's clock may be, in ms, before its values are no longer ordered by it. Clocks set by
/// hand are off by minutes.
const CLOCK_AHEAD_MS_MAX: i64 = 10 * 60 * 1_000;

/// Stands before the code of a proposal's reason when a decision followed the proposal.
const RULE: &str = "rule:";

impl ProposalReason {
    /// The reason for a decision that follows the proposal: a code, so that everybody reads it
    /// in their own language.
    #[must_use]
    pub fn as_reason(self) -> String {
        format!("{RULE}{}", self.text().code)
    }

    /// The proposal's reason when a decision's reason is such a code; `None` when a person wrote it.
    #[must_use]
    pub fn of_reason(reason: &str) -> Option<Self> {
        let code = reason.strip_prefix(RULE)?;
        let mut all = Self::ALL.iter().copied();
        all.find(|why| why.text().code == code)
    }
}

impl Serialize for ProposalReason {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text().code)
    }
}

impl FieldPath {
    /// The row of the field table; `None` for a field that this version does not know.
    #[must_use]
    pub fn described(&self) -> Option<&'static Field> {
        match self {
            Self::Field(name) => field(name),
            Self::Entry { kind, field, .. } => entry_kind(kind)?.field(field),
        }
    }
}

impl Basis {
    /// How strong it is as evidence, strongest first: a paper read by a machine, a paper read by a person or a
    /// decision, the CURP, an observation, the person's word, and the rest.
    #[must_use]
    pub const fn evidence(&self) -> u8 {
        match self {
            Self::Mrz => 5,
            Self::Document | Self::Decided(_) => 4,
            Self::Curp => 3,
            Self::Observed => 2,
            // What the person said, when somebody wrote it down.
            Self::Told | Self::Paper => 1,
            Self::List | Self::Device | Self::Other(_) => 0,
        }
    }
}

impl Conflict {
    /// What the field's policy proposes.
    #[must_use]
    pub fn proposal(&self) -> Proposal {
        let Some(field) = self.field.described() else {
            return Proposal {
                choice: Choice::Nothing,
                why: ProposalReason::FieldUnknown,
            };
        };
        let (choice, why) = match field.merge {
            MergePolicy::KeepAll if self.field.keeps_in().is_some() => {
                (Choice::KeepAll, ProposalReason::SeveralFit)
            }
            MergePolicy::AutoLatest => self.latest_known(|_| true),
            MergePolicy::SaferWins => self.safest(field),
            MergePolicy::KeepAll | MergePolicy::AdminReview => self.best_backed(),
        };
        Proposal { choice, why }
    }

    /// The latest of some candidates by the phones' clocks, but none later than a server had it.
    /// Among candidates of one moment the document's order decides, which is the same everywhere.
    fn latest(&self, among: impl Fn(&Candidate) -> bool) -> Choice {
        let candidates = self.candidates.iter().enumerate();
        let some = candidates.filter(|(_, candidate)| among(candidate));
        some.max_by_key(|(_, candidate)| candidate.latest_ms())
            .map_or(Choice::Nothing, |(place, _)| Choice::Candidate(place))
    }

    /// The safest candidate; among equally safe ones the latest.
    fn safest(&self, field: &Field) -> (Choice, ProposalReason) {
        let rank = |candidate: &Candidate| {
            let text = candidate.value.as_text()?;
            Some(field.codes?.code(text)?.rank)
        };
        let safest = self.candidates.iter().map(rank).max().flatten();
        let is_safest = |candidate: &Candidate| rank(candidate) == safest;
        if self.agree(is_safest) {
            (self.latest(is_safest), ProposalReason::Safer)
        } else {
            self.latest_known(is_safest)
        }
    }

    /// The latest candidate, unless its clock is known to be wrong: then it may be from any time before the
    /// server had it, and nobody knows whether it is later than the others.
    fn latest_known(&self, among: impl Fn(&Candidate) -> bool) -> (Choice, ProposalReason) {
        let latest = self.latest(&among);
        let is_wrong = |place: usize| self.candidates[place].is_clock_wrong();
        match latest {
            Choice::Candidate(place) if is_wrong(place) && !self.agree(among) => {
                (Choice::Nothing, ProposalReason::ClockWrong)
            }
            latest => (latest, ProposalReason::Latest),
        }
    }

    /// The index of the best backed candidate, if there is one.
    pub(crate) fn best(&self) -> Option<usize> {
        match self.best_backed().0 {
            Choice::Candidate(place) => Some(place),
            Choice::KeepAll | Choice::Nothing => None,
        }
    }

    /// The best backed candidate, unless equally well backed ones differ.
    fn best_backed(&self) -> (Choice, ProposalReason) {
        let best = self.candidates.iter().map(Candidate::evidence).max();
        let is_best = |candidate: &Candidate| Some(candidate.evidence()) == best;
        if self.agree(is_best) {
            (self.latest(is_best), ProposalReason::Backed)
        } else {
            (Choice::Nothing, ProposalReason::EquallyBacked)
        }
    }

    fn agree(&self, among: impl Fn(&Candidate) -> bool) -> bool {
        let mut some = self.candidates.iter().filter(|candidate| among(candidate));
        let first = some.next();
        some.all(|other| Some(&other.value) == first.map(|first| &first.value))
    }
}

impl Candidate {
    /// Does it claim to be clearly later than a server had it?
    fn is_clock_wrong(&self) -> bool {
        let ahead_ms = self
            .received_ms
            .map_or(0, |of| self.time_ms.saturating_sub(of));
        ahead_ms > CLOCK_AHEAD_MS_MAX
    }

    /// The latest time at which it can have been written, in ms since 1970.
    fn latest_ms(&self) -> i64 {
        let received_ms = self.received_ms.unwrap_or(i64::MAX);
        self.time_ms.min(received_ms)
    }

    /// How strong its evidence is. A missing answer counts less than any answer.
    fn evidence(&self) -> u8 {
        match self.value {
            Value::Missing(MissingReason::NotAsked | MissingReason::Unknown) => 0,
            _ => self.basis.evidence().saturating_add(1),
        }
    }
}
