//! The commands, one file for each kind of work.

mod conflicts;
mod courier;
mod duplicates;
mod enrol;
mod entry;
mod forms;
mod hand_over;
mod history;
mod household;
mod import;
mod list;
mod look;
mod notice;
mod pair;
mod password;
mod preview;
mod register;
mod report;
mod resolve;
mod site;
mod sync;
mod watch;
mod write;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use puente_client::{Device, Error as DeviceError};
use puente_native::{OpenStore, StoreFolder, TrialRunner};
use puente_record::code::CodeError;
use puente_record::person::PairAnswer;
use puente_record::{Field, FieldType, MissingReason, RecordCode, RecordId, Value, field};

use puente_texts::command_line::missing_argument;
use puente_texts::text;

use crate::failure::Failure;
use crate::passphrase::passphrase;
use crate::say::{self, Answer};
use crate::words;

/// Texts of commands and arguments stand in the catalogues, by the path of their names.
#[derive(Parser)]
#[command(name = PROGRAM, version)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) at: At,
    #[command(subcommand)]
    command: Command,
}

/// Which store, and how.
#[derive(clap::Args)]
pub(crate) struct At {
    #[arg(long, global = true, value_name = "DIR")]
    store: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
enum Command {
    Enrol(enrol::Enrol),
    Register(Box<register::Register>),
    Import(Box<import::Import>),
    Lists,
    Take(Box<list::Take>),
    Absent(list::Absent),
    Claim(list::Claim),
    Set(write::Set),
    Add(write::Add),
    Remove(write::Remove),
    #[command(subcommand)]
    Entry(entry::Entry),
    Service(write::Service),
    Note(write::Note),
    Move(write::Move),
    ReportTreatment(report::ReportTreatment),
    List(list::List),
    Show(look::Show),
    Find(look::Find),
    Recall(look::Recall),
    Forms(forms::Forms),
    Conflicts(conflicts::Conflicts),
    Ask(conflicts::Ask),
    Resolve(Box<resolve::Resolve>),
    History(history::History),
    Duplicates,
    Link(pair::Decide),
    Distinct(pair::Decide),
    AskSame(pair::Decide),
    Unlink(pair::Undecide),
    Household(household::Household),
    Password(password::Password),
    Sync,
    ExportBundle(courier::ExportBundle),
    Carry(courier::Carry),
    ImportReceipt(courier::ImportReceipt),
    Status,
    Sites,
    Watch,
    #[command(hide = true, name = TRIAL_WORKER)]
    TrialWorker,
}

const PROGRAM: &str = "puente-field";

/// The one argument of the process that tries batches.
const TRIAL_WORKER: &str = "trial-worker";

/// Whether this process is to try a batch.
pub(crate) fn is_trial_worker(arguments: &[OsString]) -> bool {
    arguments.get(1).is_some_and(|first| first == TRIAL_WORKER)
}

pub(crate) fn run(cli: Cli) -> Result<Answer, Failure> {
    let at = cli.at;
    match cli.command {
        Command::Enrol(command) => command.run(at.make()?),
        Command::Register(command) => command.run(at.make()?),
        Command::Import(command) => command.run(&at),
        Command::Set(command) => command.run(at.open()?),
        Command::Add(command) => command.run(at.open()?),
        Command::Remove(command) => command.run(at.open()?),
        Command::Entry(command) => command.run(at.open()?),
        Command::ReportTreatment(command) => command.run(&at.open()?.device),
        Command::Service(command) => command.run(at.open()?),
        Command::Note(command) => command.run(at.open()?),
        Command::Move(command) => command.run(at.open()?),
        Command::Lists => list::lists(&at.open()?.device),
        Command::Take(command) => command.run(at.open()?),
        Command::Absent(command) => command.run(at.open()?),
        Command::Claim(command) => command.run(at.open()?),
        Command::List(command) => command.run(at.open()?),
        Command::Show(command) => command.run(&at.open()?.device),
        Command::Find(command) => command.run(&at.open()?.device),
        Command::Recall(command) => command.run(at.open()?),
        Command::Forms(command) => command.run(at.open()?),
        Command::Conflicts(command) => command.run(&at.open()?.device),
        Command::Ask(command) => command.run(at.open()?),
        Command::History(command) => command.run(&at.open()?.device),
        Command::Duplicates => duplicates::run(&at.open()?.device),
        Command::Link(command) => command.run(at.open()?, PairAnswer::Same),
        Command::Distinct(command) => command.run(at.open()?, PairAnswer::Different),
        Command::AskSame(command) => command.run(at.open()?, PairAnswer::Ask),
        Command::Unlink(command) => command.run(at.open()?),
        Command::Household(command) => command.run(at.open()?),
        Command::Resolve(command) => command.run(at.open()?),
        Command::Password(command) => command.run(at.open()?),
        Command::Sync => sync::run(at.open()?),
        Command::ExportBundle(command) => command.run(at.open()?),
        Command::Carry(command) => command.run(at.open()?),
        Command::ImportReceipt(command) => command.run(at.open()?),
        Command::Status => look::status(&at.open()?.device),
        Command::Sites => site::sites(&at.open()?.device),
        Command::Watch => watch::run(at.open()?, at.json),
        Command::TrialWorker => unreachable!("main does this one"),
    }
}

impl At {
    fn folder(&self) -> StoreFolder {
        match &self.store {
            Some(path) => StoreFolder::new(path),
            None => {
                let told = missing_argument(PROGRAM, "--store", say::language());
                say::nothing_to_run(&told);
                // The exit code of a wrong command line; no store is open.
                std::process::exit(2);
            }
        }
    }

    /// Opens the store, which must exist.
    fn open(&self) -> Result<OpenStore, Failure> {
        let folder = self.folder();
        if !folder.has_store() {
            return Err(puente_native::Error::NoStore(folder.path().to_owned()).into());
        }
        let passphrase = passphrase(self.passphrase_file.as_deref(), false)?;
        Ok(opened(folder.open(&passphrase)?))
    }

    /// Opens the store, or makes it if there is none.
    fn make(&self) -> Result<OpenStore, Failure> {
        let folder = self.folder();
        let is_new = !folder.has_store();
        let passphrase = passphrase(self.passphrase_file.as_deref(), is_new)?;
        Ok(opened(folder.create(&passphrase)?))
    }
}

/// Sets up an opened store: another process of this program tries what the server sends. Reports a damaged log.
fn opened(mut store: OpenStore) -> OpenStore {
    if let Some(copy) = &store.aside {
        let damaged = text!("cli-store-set_aside", path = copy.display().to_string());
        say::aside(&format!("⚠ {}", say::localized(&damaged)));
    }
    if let Ok(sites) = store.device.sites() {
        words::tell_times_of(sites);
    }
    if let Ok(program) = std::env::current_exe() {
        store.trial = TrialRunner::Process {
            program,
            argument: TRIAL_WORKER,
        };
    }
    store
}

/// The record that a person names.
fn record_of(device: &Device, said: &str) -> Result<RecordId, Failure> {
    device.record(said).map_err(|error| match error {
        DeviceError::NoSuchRecord => misread(said).unwrap_or_else(|| error.into()),
        error => error.into(),
    })
}

/// The failure for a code that no record can have; `None` if the code is valid and the record only not here.
fn misread(said: &str) -> Option<Failure> {
    if said.parse::<RecordId>().is_ok() {
        return None;
    }
    let text = match said.parse::<RecordCode>().err()? {
        CodeError::Length { found } => text!("cli-code-length", found = found),
        CodeError::Letter { position } => {
            text!("cli-code-letter", position = position.to_string())
        }
        CodeError::Check => text!("cli-code-check"),
    };
    Some(Failure::with_text("record_code", text))
}

/// The stored form of what somebody typed for a field. A site must be one of the known sites.
fn typed(device: &Device, id: &str, text: &str) -> Result<Value, Failure> {
    Ok(match field(id) {
        Some(of) => typed_for(device, of, text)?,
        None => Value::from(text),
    })
}

/// As [`typed`], also for a field of an entry.
fn typed_for(device: &Device, of: &Field, text: &str) -> Result<Value, Failure> {
    Ok(match of.kind {
        FieldType::Site => Value::Text(site::site_of(device, text)?.to_string()),
        _ => Value::Text(of.stored_as(text)),
    })
}

/// A text that is no value of its argument. The argument's own text says which values it takes, and is printed.
#[derive(Debug, thiserror::Error)]
#[error("not a value of this argument")]
struct NotAValue;

/// `FIELD=VALUE` on the command line.
fn pair(text: &str) -> Result<(String, String), NotAValue> {
    let (id, value) = text.split_once('=').ok_or(NotAValue)?;
    Ok((id.to_owned(), value.to_owned()))
}

/// A reason why a value is missing.
fn missing(text: &str) -> Result<MissingReason, NotAValue> {
    let mut reasons = MissingReason::ALL.into_iter();
    let reason = reasons.find(|reason| reason.as_str() == text);
    reason.ok_or(NotAValue)
}

/// `FIELD=REASON` on the command line.
fn missing_pair(text: &str) -> Result<(String, MissingReason), NotAValue> {
    let (id, reason) = pair(text)?;
    Ok((id, missing(&reason)?))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory as _;
    use puente_texts::{Catalogues, command_line};

    use super::*;

    #[test]
    fn every_command_and_argument_has_its_text_in_every_language() {
        let languages = Catalogues::embedded();
        let keys = command_line::keys(&Cli::command(), languages.first());
        assert!(keys.len() > 200, "{} keys", keys.len());
        for language in languages.languages() {
            let missing: Vec<_> = keys.iter().filter(|key| !language.has(key)).collect();
            assert!(missing.is_empty(), "missing in {language:?}: {missing:?}");
        }
        let keys: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
        let own = languages.first().keys();
        let own = own.filter(|key| key.split('-').next() == Some("puente_field"));
        let of_nothing: Vec<&str> = own.filter(|key| !keys.contains(key)).collect();
        assert!(of_nothing.is_empty(), "of no command: {of_nothing:?}");
    }
}
