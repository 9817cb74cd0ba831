//! Enrolment: a one-time code binds a device's key to a person, a site and a role.

use std::sync::Arc;

use puente_audit::{Entry, EntryKind, commit_public};
use puente_policy::Rights;
use puente_protocol::enrolment::{Binding, EnrolReply, EnrolRequest};
use puente_protocol::identity::device_id;
use puente_protocol::page::Grants;
use puente_protocol::problem::ProblemCode;
use puente_record::{AccountId, SiteId, has_no_invisible};

use crate::one_time_code::{self, FAILURES_MAX, StoredCode};
use crate::shared_rng::SharedRng;
use crate::store::account::{self, GrantRow, RoleTerm};
use crate::store::author;
use crate::store::device::{self, DeviceRow};
use crate::store::invite::{self, InviteRow};
use crate::store::quarantine::DecidedBy;
use crate::store::row_id::AccountRowId;
use crate::store::{Store, StoreError, WriteTransaction, erasure, meta, site};

/// The result of the transaction of an enrolment.
enum Outcome {
    Enrolled(Box<EnrolReply>),
    Refused(ProblemCode),
}

/// What using a code gives, or why it is refused.
type Used = Result<(AccountId, DeviceRow, InviteRow), ProblemCode>;

/// Enrols devices.
#[derive(Debug)]
pub struct Enrolments {
    store: Arc<Store>,
    rng: Arc<SharedRng>,
}

impl Enrolments {
    pub(crate) fn new(store: Arc<Store>, rng: Arc<SharedRng>) -> Self {
        Self { store, rng }
    }

    /// Enrols a device. The same request gets the same answer again, until the server has taken something in
    /// the person's name.
    ///
    /// # Errors
    /// The code of the problem to answer with.
    pub fn enrol(&self, now_ms: i64, body: &[u8]) -> Result<Vec<u8>, ProblemCode> {
        let request = EnrolRequest::open(body)?;
        if request.name.trim().is_empty() {
            return Err(ProblemCode::Malformed);
        }
        // The name is shown on other people's screens and terminals.
        if !has_no_invisible(&request.name) {
            return Err(ProblemCode::NameRefused);
        }
        let secret = one_time_code::read(&self.store.identity(), &request.code)
            .ok_or(ProblemCode::CodeRefused)?;
        let account = AccountId::from_bytes(self.rng.bytes());
        let (server, keys, identity) = (
            self.store.id(),
            self.store.identity().keys(),
            self.store.identity(),
        );
        let receipt_key = self.store.identity().receipt_key();
        let outcome = self.store.write(move |write| {
            // An account that a device names counts only with this server's binding for it.
            let before = request.before().filter(|(before, binding)| {
                binding.is_of(server, *before, &request.key, &receipt_key.verifying_key())
            });
            let before = before.map(|(before, _)| before);
            let account = match before {
                Some(before) if !account::exists(write.connection(), before)? => before,
                _ => account,
            };
            let used = use_code(write, &request, &secret, (before, account), now_ms)?;
            let (account, device, invite) = match used {
                Ok(used) => used,
                Err(problem) => return Ok(Outcome::Refused(problem)),
            };
            let site = site::id_of(write.connection(), invite.site)?;
            let binding = Binding::sign(server, account, site, &request.key, &receipt_key);
            Ok(Outcome::Enrolled(Box::new(EnrolReply {
                server,
                account,
                site,
                binding: Some(binding),
                grants: Grants {
                    keys: Some(meta::told(write.connection(), keys)?),
                    sites: Some(site::told(write.connection(), &identity, now_ms)?),
                    ..grants(write, &device)?
                },
            })))
        });
        match outcome {
            Ok(Outcome::Enrolled(reply)) => Ok(reply.to_bytes()),
            Ok(Outcome::Refused(problem)) => Err(problem),
            Err(error) => {
                tracing::error!(%error, "an enrolment failed");
                Err(error.problem())
            }
        }
    }
}

/// Uses a code; a wrong code counts against it.
fn use_code(
    write: &mut WriteTransaction<'_>,
    request: &EnrolRequest,
    secret: &StoredCode,
    (before, account): (Option<AccountId>, AccountId),
    now_ms: i64,
) -> Result<Used, StoreError> {
    let refused = Ok(Err(ProblemCode::CodeRefused));
    let Some(invite) = invite::find(write.connection(), &secret.lookup)? else {
        return refused;
    };
    if invite.failures >= FAILURES_MAX {
        return refused;
    }
    // Both are keyed hashes, so the duration of the comparison reveals nothing about a code.
    if invite.proof != secret.proof {
        invite::count_failure(write, &secret.lookup)?;
        return refused;
    }
    let known = device::find(write.connection(), device_id(&request.key))?;
    if let Some((device, account)) = invite.used_by {
        let known = known.filter(|known| known.nr == device);
        return answered_again(write, (request, before), invite, known, account);
    }
    let is_revoked = known.is_some_and(|known| known.revoked_ms.is_some());
    let is_over = |end_ms: i64| end_ms <= now_ms;
    if is_over(invite.expires_ms) || invite.role_ends_ms.is_some_and(is_over) || is_revoked {
        return refused;
    }
    if !may_issue(write, &invite)? {
        return Ok(Err(ProblemCode::CodeWithdrawn));
    }
    let device = enrol(write, request, &invite, known, account, now_ms, secret)?;
    Ok(Ok((account, device, invite)))
}

/// May whoever issued the code still give this role there? A code is their promise, and ends with their right.
fn may_issue(write: &WriteTransaction<'_>, invite: &InviteRow) -> Result<bool, StoreError> {
    let Some(issuer) = invite.issuer else {
        return Ok(true);
    };
    let grants = account::grants(write.connection(), issuer)?;
    let rights = Rights::lasting(grants.iter().map(GrantRow::period_at_row));
    Ok(rights.may_give(invite.role, invite.site))
}

/// The answer to a used code, when its user lost the reply and asks again. On the same device a second person
/// may have been handed the first person's code. Then both would be one account under two names, so a request
/// under another name is refused, and every request once something came in the account's name.
fn answered_again(
    write: &WriteTransaction<'_>,
    (request, before): (&EnrolRequest, Option<AccountId>),
    invite: InviteRow,
    known: Option<DeviceRow>,
    account: AccountRowId,
) -> Result<Used, StoreError> {
    let id = account::id_of(write.connection(), account)?;
    let named = account::find(write.connection(), id)?;
    let Some((device, named)) = known.zip(named) else {
        return Ok(Err(ProblemCode::CodeRefused));
    };
    // A courier may already have brought the log of a device that enrols again.
    let is_again = before == Some(id);
    let is_heard = author::is_heard(write.connection(), id, device.nr)?;
    let is_repeated = named.name == request.name.trim() && (is_again || !is_heard);
    let again = is_repeated.then_some((id, device, invite));
    Ok(again.ok_or(ProblemCode::CodeRefused))
}

fn enrol(
    write: &mut WriteTransaction<'_>,
    request: &EnrolRequest,
    invite: &InviteRow,
    known: Option<DeviceRow>,
    id: AccountId,
    now_ms: i64,
    secret: &StoredCode,
) -> Result<DeviceRow, StoreError> {
    let device_id = device_id(&request.key);
    let enrolled = write.log(&Entry {
        account: Some(id),
        device: Some(device_id),
        commitment: Some(commit_public(&request.key)),
        ..Entry::new(EntryKind::DeviceEnrolled, now_ms)
    })?;
    let account = account::create(write, id, request.name.trim(), now_ms, enrolled)?;
    let nr = match known {
        Some(device) => {
            device::enrol_unbound(write, device.nr, invite.site, now_ms, enrolled)?;
            device.nr
        }
        None => device::create(
            write,
            device_id,
            &request.key,
            invite.site,
            now_ms,
            enrolled,
        )?,
    };
    if request.is_again() {
        erasure::tell_all(write, nr)?;
    }
    device::bind(write, nr, account, enrolled)?;
    invite::mark_used(write, &secret.lookup, (nr, account), now_ms, enrolled)?;
    let site = site::id_of(write.connection(), invite.site)?;
    let term = RoleTerm {
        role: invite.role,
        ends_ms: invite.role_ends_ms,
    };
    let entry = grant_entry(EntryKind::GrantAdded, id, site, term, now_ms, None);
    let granted = write.log(&entry)?;
    account::grant(write, account, invite.site, term, now_ms, granted)?;
    let device = device::find(write.connection(), device_id)?;
    device.ok_or(StoreError::Damaged("a device is missing"))
}

/// The log entry of a grant that was given or ended: its account, and a commitment to its site and role, and to when it
/// is to end, if it is.
pub(crate) fn grant_entry(
    kind: EntryKind,
    account: AccountId,
    site: SiteId,
    term: RoleTerm,
    now_ms: i64,
    by: Option<DecidedBy>,
) -> Entry {
    let role = term.role.as_str().as_bytes();
    let mut content = [&site.as_bytes()[..], role].concat();
    if let Some(ends_ms) = term.ends_ms {
        content.extend(ends_ms.to_be_bytes());
    }
    Entry {
        account: Some(account),
        commitment: Some(commit_public(&content)),
        decided_by: by.map(|by| by.account),
        ..Entry::new(kind, now_ms)
    }
}

fn grants(write: &WriteTransaction<'_>, device: &DeviceRow) -> Result<Grants, StoreError> {
    let rows = account::grants_of_device(write.connection(), device.nr)?;
    Ok(Grants {
        keys: None,
        sites: None,
        generation: account::generation(write.connection(), device.nr)?,
        revoked: device.revoked_ms.is_some(),
        accounts: Some(device::accounts_told(write.connection(), device.nr)?),
        at: rows
            .iter()
            .filter(|row| row.lasts())
            .map(GrantRow::told)
            .collect(),
    })
}
