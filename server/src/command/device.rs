//! `puente device`

use clap::Subcommand;
use puente_record::DeviceId;
use puente_texts::text;
use serde_json::json;

use super::data::DataArgs;
use super::print::{localized, print, t, table, time};
use crate::entropy;

#[derive(Debug, Subcommand)]
pub(super) enum DeviceCommand {
    List {
        #[command(flatten)]
        data: DataArgs,
    },
    Revoke {
        #[command(flatten)]
        data: DataArgs,
        device: DeviceId,
    },
}

impl DeviceCommand {
    pub(super) fn run(self, json: bool) -> anyhow::Result<()> {
        match self {
            Self::List { data } => {
                let devices = data.open()?.administration.devices()?;
                let value: Vec<_> = devices
                    .iter()
                    .map(|listed| {
                        let device = listed.device;
                        json!({
                            "device": device.id,
                            "people": listed.people,
                            "site": device.site_id,
                            "site_name": listed.site_name,
                            "enrolled_ms": device.is_enrolled().then_some(device.enrolled_ms),
                            "revoked_ms": device.revoked_ms,
                            "forks": listed.forks,
                            "forked_ms": listed.forked_ms,
                        })
                    })
                    .collect();
                let rows: Vec<_> = devices
                    .iter()
                    .map(|listed| {
                        let state = match listed.device.revoked_ms {
                            None if !listed.device.is_enrolled() => t("cli-device-not_enrolled"),
                            None => t("cli-device-active"),
                            Some(ms) => localized(&text!("cli-device-revoked", time = time(ms))),
                        };
                        let site = listed.site_name.clone().unwrap_or_default();
                        let forked = listed.forked_ms.map(time);
                        let forked = forked.map_or_else(String::new, |at| {
                            localized(&text!("cli-device-forked", n = listed.forks, time = at))
                        });
                        vec![
                            listed.device.id.to_string(),
                            listed.people.clone(),
                            site,
                            state,
                            forked,
                        ]
                    })
                    .collect();
                print(json, &json!({ "devices": value }), &table(&rows))
            }
            Self::Revoke { data, device } => {
                data.open()?
                    .administration
                    .revoke_device(entropy::now_ms(), device, None)?;
                print(json, &json!({}), "")
            }
        }
    }
}
