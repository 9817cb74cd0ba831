//! Files with an arrival list: reading, importing, and handing on to another phone.

use puente_client::{Imported, ListCopy};
use puente_record::Day;

use super::arrivals::numbers;
use super::{Answer, CallContext};
use crate::failure::Failure;
use crate::messages::BytesBeside;
use crate::messages::calls::{CopyList, ImportList, ReadList};
use crate::messages::list_file::{ListAnswers, ListCopied, ListImported, ListReading, ListTaken};

/// A file as it was understood. If another phone handed it over, also that phone's copy.
struct Understood {
    reading: puente_lists::ListReading,
    copy: Option<ListCopy>,
}

fn understood(file: &[u8], mut said: ListAnswers, today: Day) -> Result<Understood, Failure> {
    if let Some(code) = said.code.take() {
        let copy = ListCopy::open(file, &code)?;
        return Ok(Understood {
            reading: copy.reading(),
            copy: Some(copy),
        });
    }
    let answers = said.answers().ok_or(Failure::Request)?;
    Ok(Understood {
        reading: puente_lists::read(file, &answers, today)?,
        copy: None,
    })
}

impl Answer for ReadList {
    fn answer(self, on: &mut CallContext<'_>) -> Result<ListReading, Failure> {
        let today = on.device.sites()?.today(on.now_ms);
        let Understood { reading, copy } = understood(on.file, self.answers, today)?;
        Ok(ListReading::new(reading, copy.as_ref()))
    }
}

/// When this returns, all of it is on disk. If the list may be another version of a known one, this asks and
/// imports nothing.
impl Answer for ImportList {
    fn answer(self, on: &mut CallContext<'_>) -> Result<ListImported, Failure> {
        let (now_ms, same_list) = (on.now_ms, self.same_list);
        let today = on.device.sites()?.today(now_ms);
        let Understood { reading, copy } = understood(on.file, self.answers, today)?;
        let (device, rng) = (&mut *on.device, &mut *on.rng);
        let earlier = match reading.questions.is_empty() {
            true => device.earlier_list(&reading)?,
            false => None,
        };
        let taken = match earlier.filter(|of| same_list != Some(false) || of.is_said) {
            Some(earlier) if same_list.is_none() && !earlier.is_said => {
                return Ok(ListImported::Asked { earlier });
            }
            Some(earlier) => {
                let kept = device.import_again(&reading, &earlier, now_ms, rng)?;
                ListTaken {
                    list: kept.list,
                    new: kept.new,
                    known: kept.known,
                }
            }
            None => {
                let Imported { list, new, known } =
                    device.import_list(&reading, &self.name, now_ms, rng, &mut |_| {})?;
                ListTaken { list, new, known }
            }
        };
        if let Some(copy) = copy {
            device.take_copied(taken.list, &copy, now_ms, rng)?;
        }
        Ok(ListImported::Taken(taken))
    }
}

impl Answer for CopyList {
    fn answer(self, on: &mut CallContext<'_>) -> Result<ListCopied, Failure> {
        let rows = self.rows.map(|rows| numbers(&rows)).transpose()?;
        let copy = on.device.copy_list(self.list, rows.as_ref(), on.rng)?;
        let sealed = copy.seal(on.rng);
        on.reply_file = Some(sealed.file);
        Ok(ListCopied {
            file: BytesBeside,
            code: sealed.code.to_string(),
            portion: copy.portion_left(),
        })
    }
}
