use std::path::PathBuf;

use puente_client::{Arrival, TakenIn};
use puente_native::{Fault, List, Row, Rows, Store, now_ms};
use serde_json::{Value, json};

use super::At;
use crate::failure::Failure;
use crate::say::{self, Answer};

#[derive(clap::Args)]
pub(crate) struct Import {
    /// The list: CSV in UTF-8, one person a row
    list: PathBuf,
    /// The rows of this phone, so that several share a list: 1-45, or 46-90,101, or 91-
    #[arg(long)]
    rows: Option<Rows>,
    /// The list's name, the same on every phone; the file's name without its ending if not given
    #[arg(long)]
    name: Option<String>,
}

impl Import {
    /// The list is read before a store is made for it.
    pub(crate) fn run(self, at: &At) -> Result<Answer, Failure> {
        let bytes = std::fs::read(&self.list).map_err(|source| puente_native::Error::File {
            path: self.list.clone(),
            source,
        })?;
        let list = List::read(&bytes)?;
        let stem = self.list.file_stem().and_then(|stem| stem.to_str());
        let name = self.name.as_deref().or(stem).unwrap_or_default();
        let name = List::name(name)?;
        let rows = self.rows.clone().unwrap_or_else(Rows::all);
        take_in(at.make()?, name, list, &rows)
    }
}

fn take_in(mut store: Store, name: &str, list: List, rows: &Rows) -> Result<Answer, Failure> {
    let Store { device, rng, .. } = &mut store;
    let mine = |row: Row| rows.contains(row.arrival.row).then_some(row.arrival);
    let arrivals: Vec<Arrival> = list.rows.into_iter().filter_map(mine).collect();
    let taken = device.take_in(name, &arrivals, now_ms(), rng)?;
    let mut known = 0;
    let mut records = Vec::new();
    for (arrival, taken) in arrivals.iter().zip(&taken) {
        match taken {
            TakenIn::Known(_) => known += 1,
            TakenIn::Registered(record, code) => records
                .push(json!({ "row": arrival.row, "record": record, "code": code.to_string() })),
        }
    }
    if list.sex_is_ambiguous {
        say::aside(
            "Aviso: la lista solo dice M en «sexo», que puede ser mujer o masculino; se dejó sin llenar. / Warning: the list says only M for the sex, which may be either; it was left out.",
        );
    }
    for (line, fault) in &list.faults {
        let (es, en) = words(*fault);
        say::aside(&format!("Línea {line}: {es} / Line {line}: {en}"));
    }
    let rejected: Vec<Value> = list
        .faults
        .iter()
        .map(|(line, fault)| json!({ "line": line, "reason": fault.to_string() }))
        .collect();
    let text = format!(
        "{name}: {} personas registradas, {known} ya estaban, {} renglones sin leer",
        records.len(),
        rejected.len()
    );
    Ok(Answer::new(
        json!({
            "list": name,
            "registered": records.len(),
            "known": known,
            "rejected": rejected,
            "records": records,
        }),
        text,
    ))
}

fn words(fault: Fault) -> (String, String) {
    let es = match fault {
        Fault::NotUtf8 => "no está en UTF-8; guarde la lista en esa codificación.".into(),
        Fault::Cells { found, expected } => {
            format!("tiene {found} celdas y el encabezado {expected}.")
        }
        Fault::NoNumber => "no tiene número en la columna «no».".into(),
        Fault::NumberTwice { first_line } => {
            format!("repite el número de la línea {first_line}.")
        }
        Fault::NoName => "no tiene nombre ni apellido.".into(),
        Fault::TooLong => "tiene una celda demasiado larga.".into(),
    };
    (es, format!("{fault}; it was not taken in."))
}
