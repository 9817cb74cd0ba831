//! Everything that can happen to an exchange does happen, and nothing else.

use std::collections::BTreeMap;

use super::{Conditions, End, Event, Net};
use crate::scale;

/// A server that answers with the request's length and its bytes, twice a page.
fn serve(body: &[u8]) -> Vec<Vec<u8>> {
    vec![vec![body.len() as u8], body.to_vec(), body.to_vec()]
}

/// What each end saw of one exchange.
#[derive(Debug, Default)]
struct Seen {
    received: Vec<Vec<u8>>,
    replies: Vec<(Vec<Vec<u8>>, End)>,
    gave_up: usize,
    /// Copies of the request that came after the device had stopped waiting.
    late: usize,
}

fn run(conditions: Conditions, seed: u64, exchanges: u8) -> Vec<Seen> {
    let mut net = Net::new(conditions, scale::rng(seed, "net"));
    let mut seen = BTreeMap::new();
    for number in 0..exchanges {
        let exchange = net.send(usize::from(number) % 3, vec![number; 20]);
        seen.insert(exchange, Seen::default());
    }
    let mut last_ms = net.clock.now_ms();
    while let Some(event) = net.next() {
        assert!(net.clock.now_ms() >= last_ms, "time runs forward");
        last_ms = net.clock.now_ms();
        match event {
            Event::RequestCame { exchange, body, .. } => {
                let one = seen.get_mut(&exchange).expect("was sent");
                one.late += usize::from(one.gave_up > 0);
                net.answer(exchange, serve(&body));
                one.received.push(body);
            }
            Event::ReplyCame {
                exchange,
                pages,
                end,
                ..
            } => {
                seen.get_mut(&exchange)
                    .expect("was sent")
                    .replies
                    .push((pages, end));
            }
            Event::GaveUp { exchange, .. } => {
                seen.get_mut(&exchange).expect("was sent").gave_up += 1;
            }
        }
    }
    seen.into_values().collect()
}

#[test]
fn on_a_calm_network_every_request_is_answered_whole_and_once() {
    for (number, seen) in run(Conditions::CALM, 1, 100).into_iter().enumerate() {
        let body = vec![number as u8; 20];
        assert_eq!(seen.received, [body.as_slice()]);
        assert_eq!(seen.replies, [(serve(&body), End::Whole)]);
        assert_eq!(seen.gave_up, 0);
    }
}

#[test]
fn without_a_network_every_device_gives_up() {
    for seen in run(Conditions::NONE, 2, 100) {
        assert_eq!(
            (seen.received.len(), seen.replies.len(), seen.gave_up),
            (0, 0, 1)
        );
    }
}

#[test]
fn a_device_hears_the_end_of_each_exchange_exactly_once() {
    for seed in scale::seeds(20) {
        for seen in run(Conditions::EDGE, seed, 200) {
            assert_eq!(seen.replies.len() + seen.gave_up, 1, "seed={seed}");
        }
    }
}

#[test]
fn at_the_edge_everything_happens() {
    let all = run(Conditions::EDGE, 3, 250);
    let count = |what: &dyn Fn(&Seen) -> bool| all.iter().filter(|seen| what(seen)).count();
    assert!(
        count(&|seen| seen.received.is_empty()) > 0,
        "requests are lost"
    );
    assert!(
        count(&|seen| seen.received.iter().any(|body| body.len() < 20)) > 0,
        "requests are cut"
    );
    assert!(
        count(&|seen| seen.received.len() > 1) > 0,
        "requests are repeated"
    );
    assert!(count(&|seen| seen.late > 0) > 0, "requests are late");
    assert!(
        count(&|seen| !seen.received.is_empty() && seen.gave_up > 0) > 0,
        "replies are lost"
    );
    assert!(
        count(&|seen| seen.replies.iter().any(|(_, end)| *end == End::Cut)) > 0,
        "replies are cut"
    );
    assert!(
        count(&|seen| seen.replies.iter().any(|(_, end)| *end == End::Whole)) > 100,
        "most are whole"
    );
}

#[test]
fn a_cut_reply_is_a_first_part_of_the_whole() {
    for seen in run(
        Conditions {
            reply_cut: 1000,
            ..Conditions::CALM
        },
        4,
        100,
    ) {
        let whole = serve(&seen.received[0]).concat();
        let (pages, end) = &seen.replies[0];
        assert_eq!(*end, End::Cut);
        assert!(pages.concat().len() < whole.len() && whole.starts_with(&pages.concat()));
    }
}

#[test]
fn the_same_seed_replays_the_same_run() {
    let [one, two] = [0, 1].map(|_| format!("{:?}", run(Conditions::EDGE, 5, 200)));
    assert_eq!(one, two);
    assert_ne!(one, format!("{:?}", run(Conditions::EDGE, 6, 200)));
}

#[test]
fn whoever_hung_up_hears_nothing_and_is_still_heard() {
    let mut net = Net::new(Conditions::CALM, scale::rng(7, "net"));
    let exchange = net.send(0, vec![1]);
    net.hang_up(0);
    let came = Event::RequestCame {
        exchange,
        device: 0,
        body: vec![1],
    };
    assert_eq!(net.next(), Some(came));
    net.answer(exchange, serve(&[1]));
    assert_eq!(net.next(), None);
}

#[test]
fn a_dead_server_answers_nobody() {
    let mut net = Net::new(Conditions::CALM, scale::rng(8, "net"));
    let exchange = net.send(0, vec![1]);
    net.next().expect("the request");
    net.answer(exchange, serve(&[1]));
    net.server_died();
    assert_eq!(
        net.next(),
        Some(Event::GaveUp {
            exchange,
            device: 0
        })
    );
}

#[test]
fn clocks_are_wrong_by_a_year_at_most_and_run_together() {
    let mut net = Net::new(Conditions::CALM, scale::rng(9, "net"));
    let mut rng = scale::rng(9, "clock");
    let year_ms = 365 * 86_400_000;
    let mut most_ms = 0;
    for device in 0..200 {
        assert_eq!(
            net.clock.device_now_ms(device),
            net.clock.now_ms(),
            "right until set wrong"
        );
        net.clock.set_wrong(device, &mut rng);
        let before_ms = net.clock.device_now_ms(device);
        most_ms = most_ms.max((before_ms - net.clock.now_ms()).abs());
        net.clock.advance(1000);
        assert_eq!(net.clock.device_now_ms(device), before_ms + 1000);
    }
    assert!((year_ms / 2..=year_ms).contains(&most_ms));
}
