//! The commands, one file for each kind of work.

mod conflicts;
mod courier;
mod enrol;
mod entry;
mod hand_over;
mod history;
mod household;
mod import;
mod list;
mod look;
mod notice;
mod password;
mod preview;
mod register;
mod report;
mod resolve;
mod site;
mod sync;
mod watch;
mod write;

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand};
use puente_client::{Device, Error as DeviceError};
use puente_native::{OpenStore, StoreFolder, TrialRunner};
use puente_record::code::CodeError;
use puente_record::{Field, FieldType, MissingReason, RecordCode, RecordId, Value, field};

use crate::failure::Failure;
use crate::passphrase::passphrase;
use crate::say::{self, Answer};
use crate::words;

/// Registra personas sin red y sincroniza después. / Registers people with no network, and syncs later.
#[derive(Parser)]
#[command(name = "puente-field", version, propagate_version = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) at: At,
    #[command(subcommand)]
    command: Command,
}

/// Which store, and how.
#[derive(clap::Args)]
pub(crate) struct At {
    /// The store's folder
    #[arg(long, global = true, value_name = "DIR")]
    store: Option<PathBuf>,
    /// A file whose first line is the passphrase; else PUENTE_PASSPHRASE_FILE names one, else it is asked for
    #[arg(long, global = true, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Print one JSON object on stdout
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Bind this device to a server with a one-time code; makes the store if there is none
    Enrol(enrol::Enrol),
    /// Register a person; makes the store if there is none
    Register(Box<register::Register>),
    /// Take in an arrival list and register its people, each once; makes the store if there is none
    Import(Box<import::Import>),
    /// Every arrival list on this device
    Lists,
    /// Register whoever stands in a row of a list, with what was asked
    Take(Box<list::Take>),
    /// Note that whoever stands in a row of a list did not come
    Absent(list::Absent),
    /// Say which rows of a list this phone takes
    Claim(list::Claim),
    /// Give a field a value
    Set(write::Set),
    /// Add to a field that holds several values
    Add(write::Add),
    /// Take a value away
    Remove(write::Remove),
    /// Papers, companions, telephones, stays: what there may be several of
    #[command(subcommand)]
    Entry(entry::Entry),
    /// Note a service that was given
    Service(write::Service),
    /// Write a confidential note; `-` reads it from stdin
    Note(write::Note),
    /// Hand a record over to another site
    Move(write::Move),
    /// Count how people were treated, without anybody who could be told apart, into a CSV file
    ReportTreatment(report::ReportTreatment),
    /// Every record on this device; `list show LIST`: one arrival list; `list hand-over LIST`: to another phone
    List(list::List),
    /// One record
    Show(look::Show),
    /// Find people by name, however it is spelled
    Find(look::Find),
    /// Fields with several values, and who wrote them
    Conflicts(conflicts::Conflicts),
    /// Mark a conflict as something to ask the person
    Ask(conflicts::Ask),
    /// Decide which of several values stands, or everything as it is proposed
    Resolve(Box<resolve::Resolve>),
    /// Who wrote what, when and why; or the record as it was
    History(history::History),
    /// Who came together as a family
    Household(household::Household),
    /// Choose the password that the server's console asks you for
    Password(password::Password),
    /// Exchange what is new with the server, once
    Sync,
    /// Write what the server does not have into a file that anybody may carry and only it can read
    ExportBundle(courier::ExportBundle),
    /// Take colleagues' bundles along, to be delivered with the next sync
    Carry(courier::Carry),
    /// Take receipts that came back by hand
    ImportReceipt(courier::ImportReceipt),
    /// This store as a whole
    Status,
    /// The sites of the server: what time it is there, and whom to call for a child who came alone
    Sites,
    /// Sync whenever there is something new, until interrupted; with --json one object for each sync
    Watch,
    /// Try a page; not for people
    #[command(hide = true, name = TRIAL_WORKER)]
    TrialWorker,
}

/// The one argument of the process that pages are tried in.
const TRIAL_WORKER: &str = "trial-worker";

impl Cli {
    /// Is this the process that pages are tried in?
    pub(crate) fn is_trial_worker(&self) -> bool {
        matches!(self.command, Command::TrialWorker)
    }
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
        Command::Conflicts(command) => command.run(&at.open()?.device),
        Command::Ask(command) => command.run(at.open()?),
        Command::History(command) => command.run(&at.open()?.device),
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
            None => Cli::command()
                .error(
                    ErrorKind::MissingRequiredArgument,
                    "which store? give --store DIR",
                )
                .exit(),
        }
    }

    /// The store, which must exist.
    fn open(&self) -> Result<OpenStore, Failure> {
        let folder = self.folder();
        if !folder.has_store() {
            return Err(puente_native::Error::NoStore(folder.path().to_owned()).into());
        }
        let passphrase = passphrase(self.passphrase_file.as_deref(), false)?;
        Ok(opened(folder.open(&passphrase)?))
    }

    /// The store, which is made where there is none.
    fn make(&self) -> Result<OpenStore, Failure> {
        let folder = self.folder();
        let is_new = !folder.has_store();
        let passphrase = passphrase(self.passphrase_file.as_deref(), is_new)?;
        Ok(opened(folder.create(&passphrase)?))
    }
}

/// What the server sends is tried in another process of this program. What rotted is told.
fn opened(mut store: OpenStore) -> OpenStore {
    if let Some(copy) = &store.aside {
        let copy = copy.display();
        say::aside(&format!(
            "⚠ Lo último que se guardó aquí está dañado y quedó aparte en {copy}: no lo borre, revise a quiénes registró al final y registre otra vez a quien falte. / What was saved last is damaged and was set aside in {copy}: do not delete it, look whom you registered last, and register again whoever is missing."
        ));
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

/// The record that a person means.
fn record_of(device: &Device, said: &str) -> Result<RecordId, Failure> {
    device.record(said).map_err(|error| match error {
        DeviceError::NoSuchRecord => misread(said).unwrap_or_else(|| error.into()),
        error => error.into(),
    })
}

/// A code that no record can have is told apart from one that is merely not here.
fn misread(said: &str) -> Option<Failure> {
    if said.parse::<RecordId>().is_ok() {
        return None;
    }
    let (es, en) = match said.parse::<RecordCode>().err()? {
        CodeError::Length { found } => (
            format!("La clave tiene 9 caracteres y esta tiene {found}; vuelva a leerla."),
            format!("A record code has 9 characters, this one has {found}; read it again."),
        ),
        CodeError::Letter { position } => (
            format!("El carácter {position} de la clave no puede ser; vuelva a leerla."),
            format!("Character {position} of the code cannot be; read it again."),
        ),
        CodeError::Check => (
            "La clave tiene un error; vuelva a leerla.".into(),
            "The code does not agree with its check character; read it again.".into(),
        ),
    };
    Some(Failure::new("record_code", es, en))
}

/// What somebody typed for a field, as it is stored. A site is one of those that are known.
fn typed(device: &Device, id: &str, text: &str) -> Result<Value, Failure> {
    Ok(match field(id) {
        Some(of) => typed_for(device, of, text)?,
        None => Value::from(text),
    })
}

/// As [`typed`], of a field of an entry too.
fn typed_for(device: &Device, of: &Field, text: &str) -> Result<Value, Failure> {
    Ok(match of.kind {
        FieldType::Site => Value::Text(site::site_of(device, text)?.to_string()),
        _ => Value::Text(of.stored_as(text)),
    })
}

/// `FIELD=VALUE` on the command line.
fn pair(text: &str) -> Result<(String, String), String> {
    let (id, value) = text
        .split_once('=')
        .ok_or("write FIELD=VALUE, such as age=34")?;
    Ok((id.to_owned(), value.to_owned()))
}

/// A reason why a value is missing.
fn missing(text: &str) -> Result<MissingReason, String> {
    let reason = MissingReason::ALL
        .into_iter()
        .find(|reason| reason.as_str() == text);
    reason.ok_or_else(|| "one of not_asked, unknown, refused, not_applicable".into())
}

/// `FIELD=REASON` on the command line.
fn missing_pair(text: &str) -> Result<(String, MissingReason), String> {
    let (id, reason) = pair(text)?;
    Ok((id, missing(&reason)?))
}
