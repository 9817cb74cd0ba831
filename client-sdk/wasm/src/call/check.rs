//! Checks values while they are typed, and shows what they imply. Nothing is stored.

use puente_record::finding::{Statements, findings};
use puente_record::name::split_surnames;
use puente_record::{Curp, Minority, Mrz, Municipality, Value, municipalities};

use super::{Answer, CallContext};
use crate::failure::Failure;
use crate::messages::calls::{Check, Municipalities, SplitSurnames};
use crate::messages::record::{self, Checked, Finding, ValueProposal};
use crate::messages::values::{Basis, MunicipalityLine, MunicipalityList, Surnames};

/// The most municipalities to propose: more than anybody reads before typing another letter.
const PLACES_MAX: usize = 8;

impl Answer for Check {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Checked, Failure> {
        let sites = on.device.sites()?;
        let (today, zone) = (sites.today(on.now_ms), sites.zone_at(None));
        let mut said = Statements::new();
        for (field, value) in self.fields.pairs() {
            said.say(&field, value);
        }
        let odd = findings(&said, today, &zone).into_iter();
        let odd = odd.map(|odd| Finding {
            field: odd.path(),
            code: odd.code.text().code.to_owned(),
        });
        let curps = said.values("curp").iter();
        let by_curp = curps
            .filter_map(|said| said.as_text()?.parse::<Curp>().ok())
            .flat_map(|curp| curp.implies())
            .map(|(field, value)| (field, value, Basis::Curp));
        let mrz = self.mrz.and_then(|zone| zone.parse::<Mrz>().ok());
        let by_mrz = mrz
            .into_iter()
            .flat_map(|zone| zone.implies(today))
            .map(|(field, value)| (field, value, Basis::Mrz));
        let proposals = by_mrz
            .chain(by_curp)
            .filter(|(field, value, _)| !said.values(field).contains(&Value::from(value.as_str())))
            .map(|(field, value, basis)| ValueProposal {
                field: field.to_owned(),
                value,
                basis,
            });
        Ok(Checked {
            findings: odd.collect(),
            proposals: proposals.collect(),
            minority: match Minority::of(&said, today) {
                Minority::Adult => record::Minority::Adult,
                Minority::Possible => record::Minority::Possible,
                Minority::Unsaid => record::Minority::Unsaid,
            },
        })
    }
}

impl Answer for SplitSurnames {
    fn answer(self, _: &mut CallContext<'_>) -> Result<Surnames, Failure> {
        let split = split_surnames(&self.text);
        Ok(Surnames {
            surname1: split.surname1,
            surname2: split.surname2,
            sure: split.sure,
        })
    }
}

impl Answer for Municipalities {
    fn answer(self, _: &mut CallContext<'_>) -> Result<MunicipalityList, Failure> {
        let by_code = self.text.parse::<Municipality>().ok();
        let by_name = municipalities(&self.text, self.state.as_deref());
        let found = by_code.into_iter().chain(by_name).take(PLACES_MAX);
        let places = found.map(|of| MunicipalityLine {
            code: of.to_string(),
            name: of.name(),
            state: of.state().code,
        });
        Ok(MunicipalityList {
            places: places.collect(),
        })
    }
}
