//! What a field's policy proposes for a conflict, and why. Devices and the server say the same.

use puente_record::code_list::Code;
use puente_record::{Field, MergePolicy, MissingReason, Value, entry_kind, field};
use serde::Serialize;

use crate::{Basis, Candidate, Conflict, FieldPath};

/// A proposal: whoever decides may do otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// What to do.
    #[serde(flatten)]
    pub choice: Choice,
    /// Why.
    pub why: ProposalReason,
}

/// What to do about a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "choice", content = "place")]
pub enum Choice {
    /// Decide for the candidate at this place of [`Conflict::candidates`].
    Candidate(usize),
    /// Keep all of them, see [`crate::Edit::KeepAll`].
    KeepAll,
    /// Nothing: somebody has to look, or to ask the person.
    Nothing,
}

/// One row a reason: the code, what people read in Spanish and in English.
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

/// How far ahead a phone's clock may be before nothing is made of what it says: those that are set by hand are off
/// by minutes.
const CLOCK_AHEAD_MS_MAX: i64 = 10 * 60 * 1_000;

/// Before the code of a proposal's reason, where a decision followed it.
const RULE: &str = "rule:";

impl ProposalReason {
    /// The reason to give for a decision that follows the proposal: a code, so that everybody reads it
    /// in their own language.
    #[must_use]
    pub fn as_reason(self) -> String {
        format!("{RULE}{}", self.text().code)
    }

    /// The words of a decision's reason when it is such a code; none when a person wrote it.
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
    /// The row of the field table; none for a field this version does not know.
    #[must_use]
    pub fn described(&self) -> Option<&'static Field> {
        match self {
            Self::Field(name) => field(name),
            Self::Entry { kind, field, .. } => entry_kind(kind)?.field(field),
        }
    }
}

impl Basis {
    /// How much it proves: a paper read by a machine, one read by a person (or what somebody entitled
    /// made of it), what the CURP says, what was seen, what the person says, and the rest.
    #[must_use]
    pub const fn evidence(&self) -> u8 {
        match self {
            Self::Mrz => 5,
            Self::Document | Self::Decided(_) => 4,
            Self::Curp => 3,
            Self::Observed => 2,
            Self::Told => 1,
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

    /// The latest of some candidates: by the clocks of the phones, and none later than a server had it.
    /// Candidates of one moment are taken in the document's order, which is the same everywhere.
    fn latest(&self, among: impl Fn(&Candidate) -> bool) -> Choice {
        let candidates = self.candidates.iter().enumerate();
        let some = candidates.filter(|(_, candidate)| among(candidate));
        some.max_by_key(|(_, candidate)| candidate.latest_ms())
            .map_or(Choice::Nothing, |(place, _)| Choice::Candidate(place))
    }

    /// The safest, and of several as safe ones the latest.
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

    /// The latest, unless the clock that says so is known to be wrong: then it may be of any time before the
    /// server had it, and nobody knows whether that is later than what the others say of themselves.
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

    /// The place of the best backed candidate, when there is one.
    pub(crate) fn best(&self) -> Option<usize> {
        match self.best_backed().0 {
            Choice::Candidate(place) => Some(place),
            Choice::KeepAll | Choice::Nothing => None,
        }
    }

    /// The best backed, unless several as well backed ones say different things.
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

    /// When it was written, at the latest.
    fn latest_ms(&self) -> i64 {
        let received_ms = self.received_ms.unwrap_or(i64::MAX);
        self.time_ms.min(received_ms)
    }

    /// How much speaks for it. Nobody's answer is backed by less than anybody's.
    fn evidence(&self) -> u8 {
        match self.value {
            Value::Missing(MissingReason::NotAsked | MissingReason::Unknown) => 0,
            _ => self.basis.evidence().saturating_add(1),
        }
    }
}
