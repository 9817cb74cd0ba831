//! Reading an age.

use core::str::FromStr;

use super::token::{Token, Unit, tokens};
use super::{ADULT_AGE_YEARS, Age, AgeError};

/// Longer texts are remarks, not ages.
const TEXT_BYTES_MAX: usize = 64;

/// How much "about" adds on both sides, in years.
const ABOUT_YEARS: u16 = 3;

/// From this age people are called *adulto mayor*, in years.
const SENIOR_YEARS: u16 = 60;

const DAYS_A_YEAR: u32 = 365;

impl FromStr for Age {
    type Err = AgeError;

    fn from_str(text: &str) -> Result<Self, AgeError> {
        if text.len() > TEXT_BYTES_MAX {
            return Err(AgeError);
        }
        let tokens = tokens(text)?;
        let mut reader = Reader { rest: &tokens };
        let age = reader.age()?;
        reader.rest.is_empty().then_some(age).ok_or(AgeError)
    }
}

/// The tokens that are not yet read.
struct Reader<'t> {
    rest: &'t [Token],
}

/// Parts of one amount, such as `1 año 6 meses`, the longest unit first. A number alone has no unit.
type Amount = Vec<(u32, Option<Unit>)>;

impl Reader<'_> {
    fn takes(&mut self, token: Token) -> bool {
        let is_next = self.rest.first() == Some(&token);
        if is_next {
            self.rest = &self.rest[1..];
        }
        is_next
    }

    fn age(&mut self) -> Result<Age, AgeError> {
        let word = match self.rest {
            [word, ..] if word.begins_an_age() => *word,
            _ => return self.range(),
        };
        self.rest = &self.rest[1..];
        let is_alone = self.rest.is_empty();
        match word {
            Token::Newborn if is_alone => Ok(Age::exact(0)),
            Token::Child | Token::Minor if is_alone => Ok(Age::MINOR),
            Token::Adult | Token::Elder if is_alone => Ok(Age::at_least(ADULT_AGE_YEARS)),
            Token::Adult if self.takes(Token::Elder) => Ok(Age::at_least(SENIOR_YEARS)),
            Token::Newborn | Token::Child | Token::Adult => self.range(),
            // `menor de 5`, or a minor who is 5.
            Token::Minor => Age::range(0, self.years()?),
            Token::Elder | Token::More => self.years().map(Age::at_least),
            Token::Less => {
                let amount = self.amount()?;
                let years = years_lived(&amount)?;
                match amount[..] {
                    [(_, None | Some(Unit::Years))] if years == 0 => Err(AgeError),
                    [(_, None | Some(Unit::Years))] => Age::range(0, years - 1),
                    _ => Age::range(0, years),
                }
            }
            _ => self.range().map(Age::about),
        }
    }

    /// Reads one amount, or two and the word between them.
    fn range(&mut self) -> Result<Age, AgeError> {
        let mut least = self.amount()?;
        match self.rest {
            [Token::Plus] | [Token::To | Token::And, Token::More] => {
                self.rest = &[];
                return years_lived(&least).map(Age::at_least);
            }
            [Token::About] => {
                self.rest = &[];
                return years_lived(&least).map(|years| Age::exact(years).about());
            }
            // Either "2 years and 3 months" or "2 to 3 months".
            [
                Token::A | Token::And,
                Token::Number(_),
                Token::Unit(unit),
                ..,
            ] if *unit > Unit::Years => {
                return Err(AgeError);
            }
            [Token::To | Token::And | Token::A, Token::Number(_), ..] => {
                self.rest = &self.rest[1..];
            }
            _ => return years_lived(&least).map(Age::exact),
        }
        let most = self.amount()?;
        // `2-3 meses`: the unit belongs to both.
        if let ([(_, unit @ None)], [(_, known)]) = (&mut least[..], &most[..]) {
            *unit = *known;
        }
        Age::range(years_lived(&least)?, years_lived(&most)?)
    }

    fn years(&mut self) -> Result<u16, AgeError> {
        years_lived(&self.amount()?)
    }

    fn amount(&mut self) -> Result<Amount, AgeError> {
        let mut parts = Amount::new();
        loop {
            let last = parts.last().copied();
            let part = match self.rest {
                [Token::Number(number), ..] => {
                    self.rest = &self.rest[1..];
                    (*number, self.unit(!parts.is_empty()))
                }
                [Token::Half, Token::Unit(unit), ..] => {
                    self.rest = &self.rest[2..];
                    (0, Some(*unit))
                }
                // `año y medio`.
                [Token::Unit(unit), Token::And, Token::Half] => {
                    self.rest = &self.rest[1..];
                    (1, Some(*unit))
                }
                _ => return Err(AgeError),
            };
            if last.is_some_and(|(_, unit)| unit.is_none() || unit >= part.1) {
                return Err(AgeError);
            }
            parts.push(part);
            // An additional half a year is no full year.
            let half = matches!(self.rest, [Token::And, Token::Half, ..]);
            self.rest = &self.rest[2 * usize::from(half)..];
            self.takes(Token::Half);
            let joins = part.1.is_some() && matches!(self.rest, [Token::And, Token::Number(_), ..]);
            self.rest = &self.rest[usize::from(joins)..];
            if !matches!(self.rest, [Token::Number(_), ..]) {
                return Ok(parts);
            }
        }
    }

    fn unit(&mut self, follows_years: bool) -> Option<Unit> {
        let (unit, tokens) = match self.rest {
            // `31 y/o`.
            [Token::Unit(Unit::Years) | Token::And, Token::To, Token::To] => (Unit::Years, 3),
            [Token::Unit(unit), ..] => (*unit, 1),
            [Token::CapitalM, ..] if follows_years => (Unit::Months, 1),
            [Token::A] => (Unit::Years, 1),
            [Token::And] => (Unit::Years, 1),
            _ => return None,
        };
        self.rest = &self.rest[tokens..];
        Some(unit)
    }
}

/// The whole years in an amount of time.
fn years_lived(parts: &[(u32, Option<Unit>)]) -> Result<u16, AgeError> {
    let (mut years, mut days) = (0_u32, 0_u32);
    for (number, unit) in parts {
        let number = u32::from(u16::try_from(*number).map_err(|_| AgeError)?);
        match unit.unwrap_or(Unit::Years) {
            Unit::Years => years += number,
            Unit::Months => {
                years += number / 12;
                days += number % 12 * 30;
            }
            Unit::Weeks => days += number * 7,
            Unit::Days => days += number,
            Unit::Hours => days += number / 24,
        }
    }
    u16::try_from(years + days / DAYS_A_YEAR).map_err(|_| AgeError)
}

impl Age {
    const fn at_least(years: u16) -> Self {
        Self {
            least_years: years,
            most_years: None,
        }
    }

    fn range(least_years: u16, most_years: u16) -> Result<Self, AgeError> {
        (least_years <= most_years)
            .then_some(Self {
                least_years,
                most_years: Some(most_years),
            })
            .ok_or(AgeError)
    }

    fn about(self) -> Self {
        Self {
            least_years: self.least_years.saturating_sub(ABOUT_YEARS),
            most_years: self.most_years.map(|most| most.saturating_add(ABOUT_YEARS)),
        }
    }
}
