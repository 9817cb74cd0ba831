//! The commands of `puente`. Results go to standard output, logs to standard error.

mod account;
mod backup;
mod data;
mod device;
mod erase;
mod grant;
mod import_bundle;
mod init;
mod invite;
mod print;
mod quarantine;
mod ready;
mod rebuild;
mod record;
mod recover;
mod recovery_key;
mod restore;
mod serve;
mod site;
mod status;

use clap::{Parser, Subcommand};

use crate::administration::AdministrationError;
use crate::admission::worker;
use crate::backup::BackupError;
use crate::store;
pub use print::print_failure;
pub use serve::LogFormat;

/// Registers returning people where there is no network: the server.
#[derive(Debug, Parser)]
#[command(name = "puente", version, about, disable_help_subcommand = true)]
pub struct Cli {
    /// Print one JSON object instead of text.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new server and print its first administrator's one-time code.
    Init(init::InitArgs),
    /// Serve devices over HTTP.
    Serve(serve::ServeArgs),
    /// Ask a running server whether it takes what devices bring.
    Ready(ready::ReadyArgs),
    /// Sites: crossings, shelters, offices.
    #[command(subcommand)]
    Site(site::SiteCommand),
    /// Issue a one-time code that enrols a device.
    Invite(invite::InviteArgs),
    /// Roles of accounts at sites.
    #[command(subcommand)]
    Grant(grant::GrantCommand),
    /// Accounts.
    #[command(subcommand)]
    Account(account::AccountCommand),
    /// Devices.
    #[command(subcommand)]
    Device(device::DeviceCommand),
    /// How much the server holds.
    Status(status::StatusArgs),
    /// Changes that were kept aside.
    #[command(subcommand)]
    Quarantine(quarantine::QuarantineCommand),
    /// Records that no device gets.
    #[command(subcommand)]
    Record(record::RecordCommand),
    /// Build the caches again from the changes, or only compare.
    Rebuild(rebuild::RebuildArgs),
    /// Take bundles that a courier brought, and write receipts for the way back.
    ImportBundle(import_bundle::ImportBundleArgs),
    /// Make an encrypted backup beside a running server; verify and prune backups.
    Backup(backup::BackupArgs),
    /// Make a server from a backup, in a folder that does not exist.
    Restore(restore::RestoreArgs),
    /// Give devices the public half of a recovery key, or show it.
    RecoveryKey(recovery_key::RecoveryKeyArgs),
    /// After a restore: open what devices had sealed to the recovery key.
    Recover(recover::RecoverArgs),
    /// Erase a person for good.
    Erase(erase::EraseArgs),
    /// Hold trials for a server; not for people.
    #[command(hide = true)]
    TrialWorker,
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
            _ => LogFormat::Text,
        }
    }
}

/// What the person who typed a command should do about its failure, if the failure's text does not say it.
#[must_use]
pub fn advice(error: &anyhow::Error) -> Option<&'static str> {
    error.chain().find_map(|cause| {
        let administration = cause.downcast_ref::<AdministrationError>();
        if let Some(AdministrationError::Store(error)) = administration {
            return store::advice(error);
        }
        match cause.downcast_ref::<BackupError>() {
            Some(BackupError::Store(error)) => store::advice(error),
            _ => store::advice(cause),
        }
    })
}

/// Runs a command.
///
/// # Errors
/// One sentence for the person who typed it.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    let json = cli.json;
    match cli.command {
        Command::Init(init) => init.run(json),
        Command::Serve(serve) => serve.run(),
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
        Command::ImportBundle(import) => import.run(json),
        Command::Backup(backup) => backup.run(json),
        Command::Restore(restore) => restore.run(json),
        Command::RecoveryKey(key) => key.run(json),
        Command::Recover(recover) => recover.run(json),
        Command::Erase(erase) => erase.run(json),
        Command::TrialWorker => Ok(worker::run()?),
    }
}
