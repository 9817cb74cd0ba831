//! `puente device`

use clap::Subcommand;
use puente_record::DeviceId;
use serde_json::json;

use super::data::DataArgs;
use super::print::{print, table, time};
use crate::entropy;

#[derive(Debug, Subcommand)]
pub(super) enum DeviceCommand {
    /// Every device.
    List {
        #[command(flatten)]
        data: DataArgs,
    },
    /// Revoke a device: nothing comes down to it any more, what it sends is kept aside.
    Revoke {
        #[command(flatten)]
        data: DataArgs,
        /// The device's id.
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
                            None if !listed.device.is_enrolled() => {
                                "not enrolled since the restore".to_owned()
                            }
                            None => "active".to_owned(),
                            Some(ms) => format!("revoked {}", time(ms)),
                        };
                        let site = listed.site_name.clone().unwrap_or_default();
                        let forked = listed.forked_ms.map(time);
                        let forked = forked.map_or_else(String::new, |at| {
                            format!("copied or put back: {}, last {at}", listed.forks)
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
                    .revoke_device(entropy::now_ms(), device)?;
                print(json, &json!({}), "")
            }
        }
    }
}
