//! Families.

use super::{Answer, CallContext, look};
use crate::failure::Failure;
use crate::messages::Done;
use crate::messages::calls::{Households, LeaveHousehold, SameFamily};
use crate::messages::people::{Families, Household, HouseholdMember};

impl Answer for Households {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Families, Failure> {
        let mut households = Vec::new();
        for household in on.device.households(self.record)? {
            let mut members = Vec::with_capacity(household.members.len());
            for member in household.members {
                members.push(HouseholdMember {
                    person: look::line(on.device, member.person)?,
                    role: member.role,
                    disputed: member.disputed,
                });
            }
            let ids = household.ids;
            households.push(Household { ids, members });
        }
        Ok(Families { households })
    }
}

impl Answer for SameFamily {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Done, Failure> {
        on.device
            .same_family(self.one, self.other, on.now_ms, on.rng)?;
        Ok(Done {})
    }
}

impl Answer for LeaveHousehold {
    fn answer(self, on: &mut CallContext<'_>) -> Result<Done, Failure> {
        on.device
            .leave_household(&self.records, on.now_ms, on.rng)?;
        Ok(Done {})
    }
}
