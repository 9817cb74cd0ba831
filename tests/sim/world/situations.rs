//! Named situations, small enough to read. Each broke a promise once; everything comes to rest after it.

use super::{World, run};

/// A shelter admin at the first site: everything that she writes stays on her phone.
const ROSA: usize = 0;

/// Lets a situation happen under several seeds, and everything come to rest.
fn situation(happens: impl Fn(&mut World)) {
    for seed in 1..=6 {
        run(seed, |world| {
            world.begin();
            happens(world);
            world.come_to_rest();
        });
    }
}

impl World {
    fn register_and_sync(&mut self, phone: usize) {
        self.register(phone);
        self.sync_calmly(phone);
    }
}

/// The server was put back, and a copy of the store has sent it as many segments as this store had sent.
#[test]
fn a_log_that_is_as_long_as_a_copys_is_not_taken_for_the_same() {
    situation(|world| {
        world.register_and_sync(ROSA);
        world.back_up_server();
        world.clone_phone(ROSA);
        let copy = world.phones.len() - 1;
        world.register_and_sync(ROSA);
        world.restore_server();
        world.register_and_sync(copy);
    });
}
