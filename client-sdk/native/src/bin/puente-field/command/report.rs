use std::path::PathBuf;

use puente_client::Device;
use puente_native::now_ms;
use puente_record::treatment::CELL_PEOPLE_MIN;
use puente_texts::text;
use serde_json::json;

use crate::failure::Failure;
use crate::say::{Answer, localized};

/// For the bodies that monitor humane return; only counts leave this device.
#[derive(clap::Args)]
pub(crate) struct ReportTreatment {
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

impl ReportTreatment {
    pub(crate) fn run(self, device: &Device) -> Result<Answer, Failure> {
        let cells = device.treatment_report(now_ms())?;
        let failed = |source| puente_native::Error::File {
            path: self.out.clone(),
            source,
        };
        let file = std::fs::File::create_new(&self.out).map_err(failed)?;
        let mut csv = csv::Writer::from_writer(file);
        let mut rows = vec![["table", "category", "by", "people"].map(str::to_owned)];
        rows.extend(cells.iter().map(|cell| {
            let withheld = || format!("<{CELL_PEOPLE_MIN}");
            let people = cell
                .people
                .map_or_else(withheld, |people| people.to_string());
            [
                cell.table.into(),
                cell.category.clone(),
                cell.by.clone(),
                people,
            ]
        }));
        for row in rows {
            csv.write_record(row)
                .map_err(|error| failed(error.into()))?;
        }
        let written = csv
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        written.sync_all().map_err(failed)?;
        let withheld = cells.iter().filter(|cell| cell.people.is_none()).count();
        Ok(Answer::new(
            json!({ "cells": cells.len(), "withheld": withheld }),
            localized(&text!(
                "cli-report-written",
                n = cells.len(),
                withheld = withheld
            )),
        ))
    }
}
