//! Invented people and the registrations that clerks make of them, for tests and benches.
//!
//! It knows nothing of how the matcher works, and its mistakes are other ones than those of the set on which the
//! model was fitted: more of them, and differently distributed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

const GIVEN_F: &str = "Maria Guadalupe Rosa Juana Margarita Leticia Ana Patricia Veronica Elena Alicia Carmen Gabriela Silvia \
    Teresa Lucia Yolanda Claudia Blanca Adriana Irma Beatriz Esther Sofia Daniela Paola Karina Fernanda Ximena Yesenia Xochitl Brenda \
    Itzel Araceli Rocio Norma Elsa Catalina Josefina Francisca Marisol Esperanza Nayeli Fatima Dulce Alondra Ivonne Miriam";
const GIVEN_M: &str = "Jose Luis Juan Carlos Miguel Angel Francisco Jesus Antonio Pedro Alejandro Manuel Roberto Fernando Jorge \
    Ricardo Eduardo Javier Rafael Daniel Sergio Raul Mario Oscar Guillermo Arturo Hector Enrique Alberto Gerardo Victor Ernesto \
    Ramon Hugo Ruben Martin Felipe Gilberto Salvador Ignacio Vicente Tomas Agustin Santiago Diego Kevin Brayan Wilmer";
const SURNAMES: &str = "Hernandez Garcia Martinez Lopez Gonzalez Rodriguez Perez Sanchez Ramirez Cruz Flores Gomez Morales \
    Vazquez Reyes Jimenez Torres Diaz Gutierrez Ruiz Mendoza Aguilar Ortiz Moreno Castillo Romero Alvarez Mendez Chavez Rivera Juarez \
    Ramos Dominguez Herrera Medina Castro Vargas Guzman Velazquez Munoz Rojas Contreras Salazar Luna Bautista Avila Zuniga Xol Caal Tzoc \
    Pineda Zelaya Mejia Funes Orellana Argueta Quispe Ventura Batres Lemus Chicas Portillo Escobar Barrera Cisneros Zepeda Olvera";
/// Rare names are put together: there are many, and few share one.
const RARE_BEGINNINGS: &str =
    "Ab Bal Cam Cor Dar Esc Fer Gal Hin Ib Lar Mal Nor Ol Pal Quin Ren Sal Tor Ur Val Yan Zar Mon";
const RARE_GIVEN_ENDINGS: &str = "ina elda ilio andro iana uel emia ario eslao inda encio aura";
const RARE_SURNAME_ENDINGS: &str =
    "ales eda ero ona inas urto echea al ano illa osta ente uz arro ubia ete ica onte";
const STATES: &str = "Chiapas Guerrero Oaxaca Michoacan Puebla Veracruz Jalisco Guanajuato Hidalgo Zacatecas Durango Sonora";
const TOWNS: &str = "SanPedro ElRosario LaPalma Tepeji Ocotlan Jalpa Tuxtla Huetamo Acatlan Zimapan Calvillo Nombre";

/// A share in ten thousand.
type Share = u32;

/// How often each mistake happens to a registration.
#[derive(Clone, Copy)]
pub(crate) struct Mistakes {
    pub(crate) spelling: Share,
    pub(crate) left_out: Share,
    pub(crate) swapped: Share,
    pub(crate) birth: Share,
    pub(crate) origin: Share,
}

/// About what clerks at a busy crossing make of it.
pub(crate) const HARD: Mistakes = Mistakes {
    spelling: 3000,
    left_out: 2500,
    swapped: 400,
    birth: 2500,
    origin: 800,
};

#[derive(Clone)]
struct Person {
    given: [String; 2],
    surnames: [String; 2],
    is_female: bool,
    birth: (u16, u8, u8),
}

struct Family {
    people: Vec<Person>,
    phone: String,
    state: &'static str,
    town: &'static str,
}

/// A labelled set in the form that the matcher reads.
pub(crate) struct Population {
    pub(crate) registrations: String,
    pub(crate) pairs: String,
    pub(crate) truth: String,
}

pub(crate) struct Generator {
    rng: ChaCha20Rng,
    mistakes: Mistakes,
}

impl Generator {
    pub(crate) fn new(seed: u64, mistakes: Mistakes) -> Self {
        Self {
            rng: ChaCha20Rng::seed_from_u64(seed),
            mistakes,
        }
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.rng.next_u64() % limit as u64) as usize
    }

    fn happens(&mut self, share: Share) -> bool {
        self.below(10_000) < share as usize
    }

    /// A word of a list, those at its beginning far more often.
    fn word(&mut self, list: &'static str) -> &'static str {
        let words: Vec<&str> = list.split_whitespace().collect();
        let (one, other) = (self.below(words.len()), self.below(words.len()));
        words[one.min(other)]
    }

    /// One name in four is rare.
    fn name(&mut self, list: &'static str, rare_endings: &'static str) -> String {
        match self.happens(2500) {
            true => {
                let (beginning, ending) = (self.word(RARE_BEGINNINGS), self.word(rare_endings));
                format!("{beginning}{ending}")
            }
            false => self.word(list).to_owned(),
        }
    }

    fn surnames(&mut self) -> [String; 2] {
        [(); 2].map(|()| self.name(SURNAMES, RARE_SURNAME_ENDINGS))
    }

    fn person(&mut self, surnames: [String; 2], born: Range<usize>) -> Person {
        let is_female = self.happens(4500);
        let list = match is_female {
            true => GIVEN_F,
            false => GIVEN_M,
        };
        let year = born.start + self.below(born.len());
        Person {
            given: [(); 2].map(|()| self.name(list, RARE_GIVEN_ENDINGS)),
            surnames,
            is_female,
            birth: (
                year as u16,
                self.below(12) as u8 + 1,
                self.below(28) as u8 + 1,
            ),
        }
    }

    fn family(&mut self) -> Family {
        let surnames = self.surnames();
        let mut people = vec![self.person(surnames.clone(), 1960..2005)];
        if self.happens(4000) {
            let others = self.surnames();
            people.push(self.person(others.clone(), 1960..2005));
            for _ in 0..self.below(4) {
                let of_both = [surnames[0].clone(), others[0].clone()];
                let mut child = self.person(of_both, 2006..2024);
                if self.happens(800) {
                    child.given = people[0].given.clone();
                }
                people.push(child);
            }
            if people.len() > 3 && self.happens(1000) {
                people[3].birth = people[2].birth;
            }
        }
        Family {
            people,
            phone: (0..10)
                .map(|_| char::from(b'0' + self.below(10) as u8))
                .collect(),
            state: self.word(STATES),
            town: self.word(TOWNS),
        }
    }

    /// At least `registrations` registrations of invented families, some of which come again.
    pub(crate) fn population(&mut self, registrations: usize) -> Population {
        let header = "record_id,given_names,surname1,surname2,sex,dob,dob_precision,curp,phone,country,state,municipality,registered_at,site,group_id\n";
        let mut of = Population {
            registrations: header.to_owned(),
            pairs: "record_id_a,record_id_b\n".to_owned(),
            truth: "record_id,household_id\n".to_owned(),
        };
        let (mut number, mut group, mut household) = (0, 0, 0);
        let mut pairs = BTreeSet::new();
        while number < registrations {
            let family = self.family();
            household += 1;
            let mut seen: Vec<Vec<usize>> = vec![Vec::new(); family.people.len()];
            for _ in 0..=usize::from(self.happens(3500)) + usize::from(self.happens(1000)) {
                group += 1;
                for (person, seen) in family.people.iter().zip(&mut seen) {
                    if self.happens(1500) {
                        continue;
                    }
                    let line = self.line(person, &family);
                    writeln!(
                        of.registrations,
                        "R{number},{line},2026-01-01T00:00,A,G{group}"
                    )
                    .expect("a string takes everything");
                    writeln!(of.truth, "R{number},H{household}")
                        .expect("a string takes everything");
                    pairs.extend(seen.iter().map(|before| (*before, number)));
                    seen.push(number);
                    number += 1;
                }
            }
        }
        for (one, other) in pairs {
            writeln!(of.pairs, "R{one},R{other}").expect("a string takes everything");
        }
        of
    }

    /// The columns from the given names to the municipality.
    fn line(&mut self, person: &Person, family: &Family) -> String {
        let mistakes = self.mistakes;
        let mut given = person
            .given
            .each_ref()
            .map(|name| self.spelt(name))
            .join(" ");
        if self.happens(mistakes.left_out) {
            let keep = self.below(4).min(1) ^ 1;
            given = given.split(' ').nth(keep).unwrap_or(&given).to_owned();
        }
        let mut surname1 = self.spelt(&person.surnames[0]);
        let mut surname2 = self.spelt(&person.surnames[1]);
        if self.happens(mistakes.left_out) {
            surname2.clear();
        } else if self.happens(mistakes.swapped) {
            std::mem::swap(&mut surname1, &mut surname2);
        }
        if self.happens(mistakes.swapped) {
            std::mem::swap(&mut given, &mut surname1);
        }
        let (year, month, day) = person.birth;
        let (birth, precision) = self.birth(year, month, day);
        let sex = match self.happens(300) {
            true => "",
            false if person.is_female => "F",
            false => "M",
        };
        let phone = match self.below(10) {
            0..4 => "",
            _ => &family.phone,
        };
        let state = match self.happens(mistakes.origin) {
            true => self.word(STATES),
            false => family.state,
        };
        let town = match self.happens(5000) {
            true => family.town,
            false => "",
        };
        format!(
            "{given},{surname1},{surname2},{sex},{birth},{precision},,{phone},MX,{state},{town}"
        )
    }

    fn birth(&mut self, year: u16, month: u8, day: u8) -> (String, &'static str) {
        if !self.happens(self.mistakes.birth) {
            return (format!("{year}-{month:02}-{day:02}"), "day");
        }
        match self.below(6) {
            0 => (String::new(), "unknown"),
            1 => (year.to_string(), "year"),
            2 => (format!("{}", year + self.below(3) as u16 - 1), "estimated"),
            3 if day <= 12 => (format!("{year}-{day:02}-{month:02}"), "day"),
            4 => (
                format!("{year}-{month:02}-{:02}", self.below(28) + 1),
                "day",
            ),
            _ => (format!("{}-{month:02}-{day:02}", year + 1), "day"),
        }
    }

    /// A name as somebody writes it who hears it.
    fn spelt(&mut self, name: &str) -> String {
        if !self.happens(self.mistakes.spelling) {
            return name.to_owned();
        }
        let heard = [
            ("z", "s"),
            ("v", "b"),
            ("H", ""),
            ("ll", "y"),
            ("J", "G"),
            ("c", "s"),
            ("i", "y"),
        ];
        if self.happens(5000) {
            let (from, to) = heard[self.below(heard.len())];
            return name.replacen(from, to, 1);
        }
        let mut letters: Vec<char> = name.chars().collect();
        let at = self.below(letters.len() - 1);
        match self.below(3) {
            0 => {
                letters.remove(at);
            }
            1 => letters.swap(at, at + 1),
            _ => letters[at] = char::from(b'a' + self.below(26) as u8),
        }
        letters.into_iter().collect()
    }
}
