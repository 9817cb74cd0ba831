//! Calls that read.

use puente_client::{Device, PersonSummary};
use puente_policy::Action;
use puente_record::date::Moment;
use puente_record::{RecordId, SiteFacts, SiteId, ZoneRule};

use super::{Answer, CallContext};
use crate::failure::Failure;
use crate::messages::Done;
use crate::messages::calls::{
    Alike, Attention, Conflicts, DropKept, Find, Keep, Kept, Latest, List, Me, Record, Sites,
    Status,
};
use crate::messages::conflict::{ConflictList, ConflictView};
use crate::messages::people::{self, AttentionList, People, PeoplePage, PersonLine};
use crate::messages::record::RecordView;
use crate::messages::store::{
    GrantView, KeptItems, MeView, Rights, RightsByKind, Site, SitesView, StoreStatus,
};

/// The most lines of a list at once: more than any screen shows.
const LIST_MAX: usize = 500;

impl Answer for Me {
    fn answer(self, on: &mut CallContext<'_>) -> Result<MeView, Failure> {
        let status = on.device.status()?;
        let sites = on.device.sites()?;
        let last_day = |site: SiteId, ends_ms: i64| {
            let known = sites.all.iter().find(|known| known.id == site);
            let rule = known.map_or(ZoneRule::WESTMOST, SiteFacts::rule);
            let last = rule.local(Moment::from_unix_ms(ends_ms - 1));
            last.day.to_string()
        };
        let grants = on.device.grants()?.into_iter();
        let grants = grants.map(|grant| GrantView {
            site: grant.site,
            site_name: grant.site_name,
            role: grant.role.into(),
            last_day: grant.ends_ms.map(|ends_ms| last_day(grant.site, ends_ms)),
        });
        Ok(MeView {
            device: status.device,
            enrolled: status.server.is_some(),
            name: status.name,
            server: status.server,
            revoked: status.revoked,
            is_unknown: status.is_unknown,
            grants: grants.collect(),
            may: may(on.device, None)?,
        })
    }
}

fn may(device: &Device, record: Option<RecordId>) -> Result<RightsByKind, Failure> {
    RightsByKind::of(|kind| {
        let may = |action| device.may(record, kind, action);
        Ok(Rights {
            read: may(Action::Read)?,
            write: may(Action::Write)?,
            resolve: may(Action::Resolve)?,
            move_home: may(Action::MoveHome)?,
        })
    })
}

impl Answer for Sites {
    fn answer(self, on: &mut CallContext<'_>) -> Result<SitesView, Failure> {
        let known = on.device.sites()?;
        Ok(SitesView {
            all: known.all().iter().map(Site::from).collect(),
            here: known.here().map(|site| site.id),
            clock_believed: known.believes(on.now_ms),
        })
    }
}

impl Answer for Find {
    fn answer(self, on: &mut CallContext<'_>) -> Result<People, Failure> {
        people(on.device, on.device.find(&self.text)?)
    }
}

impl Answer for Alike {
    fn answer(self, on: &mut CallContext<'_>) -> Result<People, Failure> {
        let alike = on
            .device
            .alike(&self.given, &self.surname1, &self.surname2)?;
        people(on.device, alike)
    }
}

impl Answer for Latest {
    fn answer(self, on: &mut CallContext<'_>) -> Result<People, Failure> {
        people(on.device, on.device.latest(self.limit.min(LIST_MAX))?)
    }
}

impl Answer for List {
    fn answer(self, on: &mut CallContext<'_>) -> Result<PeoplePage, Failure> {
        let page = on.device.page(self.after, self.limit.min(LIST_MAX))?;
        Ok(PeoplePage {
            people: lines(on.device, page)?,
            total: on.device.status()?.records,
        })
    }
}

fn people(device: &Device, people: Vec<PersonSummary>) -> Result<People, Failure> {
    let people = lines(device, people)?;
    Ok(People { people })
}

fn lines(device: &Device, people: Vec<PersonSummary>) -> Result<Vec<PersonLine>, Failure> {
    people.into_iter().map(|of| line(device, of)).collect()
}

/// A person's line, with where their changes are.
pub(super) fn line(device: &Device, person: PersonSummary) -> Result<PersonLine, Failure> {
    let state = device.state(person.record)?;
    Ok(PersonLine::new(person, state))
}

impl Answer for Record {
    fn answer(self, on: &mut CallContext<'_>) -> Result<RecordView, Failure> {
        let record = on.device.record(&self.record)?;
        let view = on.device.view(record, on.now_ms)?;
        let (code, may) = (code(on.device, record)?, may(on.device, Some(record))?);
        Ok(RecordView::new(view, code, may))
    }
}

/// A record's code; empty when its core is not here.
pub(super) fn code(device: &Device, record: RecordId) -> Result<String, Failure> {
    match device.line(record) {
        Ok(line) => Ok(line.code),
        Err(puente_client::Error::NoSuchRecord) => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}

impl Answer for Conflicts {
    fn answer(self, on: &mut CallContext<'_>) -> Result<ConflictList, Failure> {
        let mut conflicts = Vec::new();
        for of in on.device.conflicts(self.record)? {
            let code = code(on.device, of.record)?;
            conflicts.push(ConflictView::new(of, code));
        }
        Ok(ConflictList { conflicts })
    }
}

impl Answer for Attention {
    fn answer(self, on: &mut CallContext<'_>) -> Result<AttentionList, Failure> {
        let mut changes = Vec::new();
        for of in on.device.attention()? {
            let code = code(on.device, of.record)?;
            changes.push(people::Attention::new(of, code));
        }
        Ok(AttentionList { changes })
    }
}

impl Answer for Status {
    fn answer(self, on: &mut CallContext<'_>) -> Result<StoreStatus, Failure> {
        Ok(on.device.status()?.into())
    }
}

impl Answer for Keep {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Done, Failure> {
        on.device.keep(&self.key, &self.value, on.now_ms)?;
        Ok(Done {})
    }
}

impl Answer for DropKept {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Done, Failure> {
        on.device.drop_kept(&self.key)?;
        Ok(Done {})
    }
}

impl Answer for Kept {
    fn answer(self, on: &mut CallContext<'_>) -> Result<KeptItems, Failure> {
        let kept = on.device.kept(&self.prefix)?;
        Ok(KeptItems { kept })
    }
}
