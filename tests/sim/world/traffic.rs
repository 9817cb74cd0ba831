//! What happens by itself: requests and replies under way, trials, pauses.

use puente_admission::join;
use puente_client::{Effect, Event};
use puente_protocol::bundle::SignedReceipt;

use super::World;
use super::phone::{Errand, Failed};
use super::server::problem_of;
use crate::net;
use crate::scale::{chance, pick};

/// In how many of 1,000 cases a trial ends before the next part of a long reply arrives.
const TRIAL_IS_QUICK: usize = 500;

impl World {
    /// A person or a timer asks a phone to sync.
    pub(super) fn begin_sync(&mut self, phone: usize) {
        self.net.hang_up(phone);
        self.tell(phone, Event::SyncRequested);
    }

    /// Lets one thing happen, if anything is under way.
    pub(super) fn turn(&mut self) -> bool {
        let phones = self.phones.iter();
        let waiting = phones
            .filter(|phone| matches!(phone.errand, Errand::Pause { .. } | Errand::Trial { .. }));
        let waiting: Vec<usize> = waiting.map(|phone| phone.number).collect();
        let who = pick(&mut self.rng, waiting.len() + 1);
        if let Some(phone) = waiting.get(who) {
            self.run_errand(*phone);
            return true;
        }
        match (self.net.next(), waiting.first()) {
            (Some(event), _) => self.happen(event),
            (None, Some(phone)) => self.run_errand(*phone),
            (None, None) => return false,
        }
        true
    }

    fn run_errand(&mut self, phone: usize) {
        match std::mem::take(&mut self.phones[phone].errand) {
            Errand::None | Errand::Reply => {}
            Errand::Pause { for_ms } => {
                self.net.clock.advance(for_ms as i64);
                self.tell(phone, Event::PauseEnded);
            }
            Errand::Trial { page, batch } => {
                let outcomes = Some(join(&batch));
                self.tell(phone, Event::PageTried { page, outcomes });
            }
        }
    }

    fn happen(&mut self, event: net::Event) {
        match event {
            net::Event::RequestCame {
                exchange,
                device,
                body,
            } => {
                if self.server.is_up() {
                    self.serve(exchange, device, &body);
                }
            }
            net::Event::GaveUp { device, .. } => {
                self.note(format!("phone {device} hears nothing"));
                self.tell(device, Event::LineBroke);
            }
            net::Event::ReplyCame {
                device, pages, end, ..
            } => self.receive(device, &pages, end),
        }
    }

    fn receive(&mut self, phone: usize, frames: &[Vec<u8>], end: net::End) {
        self.note(format!(
            "phone {phone} receives {} frames, {end:?}",
            frames.len()
        ));
        let Some((status, pages)) = frames.split_first() else {
            return self.tell(phone, Event::LineBroke);
        };
        if let Some(code) = problem_of(status) {
            self.note(format!("phone {phone} is refused: {code}"));
            return self.tell(phone, Event::ReplyRefused(code));
        }
        let crashes = self.crashes;
        for page in pages {
            let (one, two) = page.split_at(pick(&mut self.rng, page.len() + 1));
            for bytes in [one, two] {
                self.tell(phone, Event::BytesArrived(bytes.to_vec()));
                // A phone that died receives nothing more of the reply.
                if self.crashes != crashes {
                    return;
                }
                // The trial of the first part may end before the rest arrives.
                if matches!(self.phones[phone].errand, Errand::Trial { .. })
                    && chance(&mut self.rng, TRIAL_IS_QUICK)
                {
                    self.run_errand(phone);
                    if self.crashes != crashes {
                        return;
                    }
                }
            }
        }
        self.tell(
            phone,
            match end {
                net::End::Whole => Event::ReplyEnded,
                net::End::Cut => Event::LineBroke,
            },
        );
    }

    /// A phone delivers the bundles that it carries until the server takes none of them. After a restore these
    /// include those of its own earlier logs.
    pub(super) fn deliver(&mut self, phone: usize) {
        let now_ms = self.net.clock.now_ms();
        let mut left = usize::MAX;
        loop {
            let (mut after, mut waiting) = (None, 0);
            loop {
                let next = self.phones[phone].device().next_carried(after);
                let Some((name, bundle)) = next.expect("a calm disk") else {
                    break;
                };
                let answer = self.server.server().exchanges.take_bundle(now_ms, &bundle);
                self.note(format!("phone {phone} delivers a bundle: {answer:?}"));
                let answer = answer
                    .as_ref()
                    .map(SignedReceipt::as_bytes)
                    .map_err(|code| *code);
                let delivered = self.phones[phone].act(|device, _| device.carried(name, answer));
                delivered.expect("a calm disk");
                (after, waiting) = (Some(name), waiting + 1);
            }
            if waiting == 0 || waiting >= left {
                return;
            }
            left = waiting;
        }
    }

    /// Gives an event to a phone's engine and carries out the effects.
    pub(super) fn tell(&mut self, phone: usize, event: Event) {
        let now_ms = self.net.clock.device_now_ms(phone);
        match self.at_risk(phone, |phone| phone.handle(event, now_ms)) {
            Ok(effects) => effects
                .into_iter()
                .for_each(|effect| self.carry_out(phone, effect)),
            Err(Failed::Died | Failed::Disk) => {}
            Err(Failed::Refused(error)) => panic!("phone {phone} cannot sync: {error}"),
        }
    }

    fn carry_out(&mut self, phone: usize, effect: Effect) {
        let errand = match effect {
            Effect::SendExchange(body) => {
                self.note(format!("phone {phone} sends {} bytes", body.len()));
                self.net.send(phone, body);
                Errand::Reply
            }
            Effect::Pause { for_ms } => Errand::Pause { for_ms },
            Effect::TryPage { page, batch } => Errand::Trial { page, batch },
            Effect::TakeIn => return self.tell(phone, Event::TakeIn),
            Effect::ShowProgress { .. } => return,
            Effect::Finish(report, stop) => {
                let (taken, left) = (report.documents_received, report.purged);
                let changes = report.changes_received;
                self.note(format!(
                    "phone {phone} ends its sync: {stop:?}, {taken} documents and {changes} changes came, {left} left"
                ));
                self.phones[phone].last = Some((report, stop));
                Errand::None
            }
        };
        self.phones[phone].errand = errand;
    }

    fn serve(&mut self, exchange: net::ExchangeNumber, phone: usize, body: &[u8]) {
        if chance(&mut self.rng, self.danger.server_dies) {
            self.server
                .disk
                .crash_at(1 + pick(&mut self.rng, 60) as u64);
        }
        let now_ms = self.net.clock.now_ms();
        let answer = self.server.exchange(now_ms, body);
        self.server.disk.calm();
        if answer.died {
            self.crash_server();
            self.start_server();
            self.net.answer_begun(exchange, answer.frames.clone());
        } else {
            self.net.answer(exchange, answer.frames.clone());
        }
        self.check_told(phone, body, &answer.frames);
    }
}
