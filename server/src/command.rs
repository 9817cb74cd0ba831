//! The commands of `puente`. Results go to standard output, logs to standard error.

mod account;
mod audit;
mod backup;
mod data;
mod device;
mod duplicates;
mod erase;
mod failure;
mod grant;
mod import_bundle;
mod init;
mod invite;
mod log_signer;
mod print;
mod quarantine;
mod ready;
mod rebuild;
mod record;
mod recover;
mod recovery_key;
mod restore;
mod serve;
mod setup;
mod site;
mod status;

use std::ffi::OsString;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use puente_protocol::problem::ProblemCode;
use puente_texts::command_line;

use crate::administration::AdministrationError;
use crate::audit::ExportError;
use crate::backup::BackupError;
use crate::store;
use crate::trial::child;
pub use serve::LogFormat;

/// Texts of commands and arguments stand in the catalogues, by the path of their names.
#[derive(Debug, Parser)]
#[command(name = "puente", version)]
pub struct Cli {
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Setup(setup::SetupArgs),
    Init(init::InitArgs),
    Serve(serve::ServeArgs),
    Ready(ready::ReadyArgs),
    #[command(subcommand)]
    Site(site::SiteCommand),
    Invite(invite::InviteArgs),
    #[command(subcommand)]
    Grant(grant::GrantCommand),
    #[command(subcommand)]
    Account(account::AccountCommand),
    #[command(subcommand)]
    Device(device::DeviceCommand),
    Status(status::StatusArgs),
    #[command(subcommand)]
    Quarantine(quarantine::QuarantineCommand),
    #[command(subcommand)]
    Record(record::RecordCommand),
    Rebuild(rebuild::RebuildArgs),
    Duplicates(duplicates::DuplicatesArgs),
    ImportBundle(import_bundle::ImportBundleArgs),
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    LogSigner(log_signer::LogSignerArgs),
    Backup(backup::BackupArgs),
    Restore(restore::RestoreArgs),
    RecoveryKey(recovery_key::RecoveryKeyArgs),
    Recover(recover::RecoverArgs),
    Erase(erase::EraseArgs),
    #[command(hide = true, name = TRIAL_WORKER)]
    TrialWorker,
}

/// The one argument of the process that trials are held in.
const TRIAL_WORKER: &str = "trial-worker";

/// Reads a command line in the language that is asked for. Help, and what is wrong, is printed.
///
/// # Errors
/// The code to end with: there is nothing to run.
pub fn read(arguments: &[OsString]) -> Result<Cli, u8> {
    // It speaks to nobody, and there is one for many pages: it reads no catalogue.
    if arguments.get(1).is_some_and(|first| first == TRIAL_WORKER) {
        return Ok(Cli {
            json: false,
            command: Command::TrialWorker,
        });
    }
    let variable = |name: &str| std::env::var(name).ok();
    print::speak(command_line::language(arguments, variable));
    let read = command_line::read(Cli::command(), print::language(), arguments);
    let mut read = read.map_err(|told| print::nothing_to_run(&told))?;
    Ok(Cli::from_arg_matches_mut(&mut read).expect("what was declared is what was read"))
}

impl Cli {
    /// Whether this is a trial process. It logs nothing: nobody would read it, the text would contain strangers' bytes,
    /// and the document library logs so much that a third of a trial's time would go into it.
    #[must_use]
    pub fn is_trial_worker(&self) -> bool {
        matches!(self.command, Command::TrialWorker)
    }
}

impl Cli {
    /// How log lines are written.
    #[must_use]
    pub fn log_format(&self) -> LogFormat {
        match &self.command {
            Command::Serve(serve) => serve.log_format(),
            Command::Setup(setup) => setup.log_format(),
            _ => LogFormat::Text,
        }
    }
}

/// The key of the advice for a failure that does not say by itself what to do.
fn advice(error: &anyhow::Error) -> Option<&'static str> {
    let problem = error.chain().find_map(|cause| {
        let administration = cause.downcast_ref::<AdministrationError>();
        if let Some(AdministrationError::Store(error)) = administration {
            return store::problem(error);
        }
        if let Some(ExportError::Store(error)) = cause.downcast_ref() {
            return store::problem(error);
        }
        match cause.downcast_ref::<BackupError>() {
            Some(BackupError::Store(error)) => store::problem(error),
            _ => store::problem(cause),
        }
    })?;
    match problem {
        ProblemCode::StorageFull => Some("advice-storage_full"),
        ProblemCode::StorageFailed => Some("advice-storage_failed"),
        _ => None,
    }
}

/// Prints why a command was not done, and what to do.
pub fn print_failure(error: &anyhow::Error) {
    let advice = advice(error).map(print::t);
    print::failure(&failure::sentence(error), advice.as_deref());
}

/// Runs a command.
///
/// # Errors
/// One sentence for the person who typed it.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    let json = cli.json;
    match cli.command {
        Command::Init(init) => init.run(json),
        Command::Serve(serve) => serve.run(|_| Ok(None)),
        Command::Setup(setup) => setup.run(),
        Command::Ready(ready) => ready.run(json),
        Command::Site(site) => site.run(json),
        Command::Invite(invite) => invite.run(json),
        Command::Grant(grant) => grant.run(json),
        Command::Account(account) => account.run(json),
        Command::Device(device) => device.run(json),
        Command::Status(status) => status.run(json),
        Command::Quarantine(quarantine) => quarantine.run(json),
        Command::Record(record) => record.run(json),
        Command::Rebuild(rebuild) => rebuild.run(json),
        Command::Duplicates(duplicates) => duplicates.run(json),
        Command::ImportBundle(import) => import.run(json),
        Command::Audit(audit) => audit.run(json),
        Command::LogSigner(signer) => signer.run(),
        Command::Backup(backup) => backup.run(json),
        Command::Restore(restore) => restore.run(json),
        Command::RecoveryKey(key) => key.run(json),
        Command::Recover(recover) => recover.run(json),
        Command::Erase(erase) => erase.run(json),
        Command::TrialWorker => Ok(child::run()?),
    }
}
