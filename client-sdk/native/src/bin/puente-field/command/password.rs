use std::path::PathBuf;

use puente_native::{OpenStore, choose_password};
use puente_texts::text;
use serde_json::json;

use crate::failure::Failure;
use crate::passphrase::{first_line, new_password};
use crate::say::{Answer, localized};

#[derive(clap::Args)]
pub(crate) struct Password {
    #[arg(long, value_name = "FILE")]
    new_file: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    current_file: Option<PathBuf>,
}

impl Password {
    pub(crate) fn run(self, mut store: OpenStore) -> Result<Answer, Failure> {
        let current = self.current_file.as_deref().map(first_line).transpose()?;
        let new = match self.new_file.as_deref() {
            Some(file) => first_line(file)?,
            None => new_password()?,
        };
        let current = current.as_ref().map(|current| current.as_str());
        choose_password(&mut store, current, &new)?;
        let account = store.device.account()?;
        Ok(Answer::new(
            json!({ "account": account }),
            localized(&text!("cli-password-chosen", account = account.to_string())),
        ))
    }
}
