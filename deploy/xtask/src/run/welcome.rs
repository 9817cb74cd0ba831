//! How a newcomer joins: an address, a one-time code, and a QR of both.

use anyhow::Context as _;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use super::{DemoFolder, demo};

/// Prints where to open the app and how to join as a volunteer at the crossing.
pub(super) fn print(place: &DemoFolder, url: &str) -> anyhow::Result<()> {
    let data = place.data();
    let invited = place.ask(
        &place.puente,
        &[
            "invite",
            "--data",
            &data,
            "--site",
            demo::CROSSING,
            "--role",
            "volunteer",
        ],
    )?;
    let code = invited["code"].as_str().context("the server's code")?;
    let link = format!("{url}/#enrol={code}");
    let qr = QrCode::new(&link)?
        .render::<Dense1x2>()
        .dark_color(Dense1x2::Light)
        .light_color(Dense1x2::Dark)
        .build();
    println!("{qr}");
    println!("The app:        {url}/");
    println!("One-time code:  {code}   (volunteer, {})", demo::CROSSING);
    println!("Both in one:    {link}");
    println!(
        "A browser keeps an encrypted store only on https:// or on this computer's own address.\n"
    );
    Ok(())
}
