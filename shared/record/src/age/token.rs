//! The words and signs of an age. Words are folded first, so `AÑOS`, `años` and `anos` are one.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::AgeError;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Number(u32),
    Unit(Unit),
    /// `a` after a number and a blank: years, or the *a* of `30 a 35`.
    A,
    /// A capital `M` after a number: months, or *masculino*. It means months only after years.
    CapitalM,
    And,
    To,
    Plus,
    More,
    Less,
    About,
    Half,
    Newborn,
    Child,
    Minor,
    Adult,
    /// `mayor`: an adult, or "more than".
    Elder,
}

/// Units of time, the longest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Years,
    Months,
    Weeks,
    Days,
    Hours,
}

impl Token {
    pub(super) const fn begins_an_age(self) -> bool {
        matches!(
            self,
            Self::Newborn
                | Self::Child
                | Self::Minor
                | Self::Adult
                | Self::Elder
                | Self::More
                | Self::Less
                | Self::About
        )
    }
}

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, AgeError> {
    let mut tokens = Vec::new();
    let mut chars = text.trim().chars().peekable();
    let mut touches_number = false;
    while let Some(first) = chars.next() {
        let is_beside_number = core::mem::take(&mut touches_number);
        if first.is_ascii_digit() {
            let mut digits = String::from(first);
            while let Some(next) = chars.next_if(char::is_ascii_digit) {
                digits.push(next);
            }
            tokens.push(Token::Number(digits.parse().map_err(|_| AgeError)?));
            touches_number = true;
            // A part of a year or of a month does not count.
            if chars.peek().is_some_and(|c| matches!(c, '.' | ',')) {
                chars.next();
                while chars.next_if(char::is_ascii_digit).is_some() {}
            }
        } else if first.is_alphabetic() {
            let mut word = String::from(first);
            loop {
                // `R.N.`
                let is_dotted = word.len() == 1
                    && chars.peek() == Some(&'.')
                    && chars.clone().nth(1).is_some_and(char::is_alphabetic);
                if is_dotted {
                    chars.next();
                }
                match chars.next_if(|c| c.is_alphabetic() || is_combining_mark(*c)) {
                    Some(next) => word.push(next),
                    None => break,
                }
            }
            word_token(&word, is_beside_number, &mut tokens)?;
        } else {
            match first {
                '-' | '–' | '—' | '/' => tokens.push(Token::To),
                '+' => tokens.push(Token::Plus),
                '<' => tokens.push(Token::Less),
                '>' => tokens.push(Token::More),
                '~' | '±' | '≈' => tokens.push(Token::About),
                '½' => tokens.push(Token::Half),
                '.' | ',' | ':' | ';' => {}
                blank if blank.is_whitespace() => {}
                _ => return Err(AgeError),
            }
        }
    }
    Ok(tokens)
}

fn word_token(word: &str, is_beside_number: bool, tokens: &mut Vec<Token>) -> Result<(), AgeError> {
    let after_number = matches!(tokens.last(), Some(Token::Number(_)));
    if word == "M" && after_number {
        tokens.push(Token::CapitalM);
        return Ok(());
    }
    let folded: String = word
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let token = match &*folded {
        "a" | "y" if is_beside_number => Token::Unit(Unit::Years),
        "a" if after_number => Token::A,
        "ano" | "anos" | "anio" | "anios" | "year" | "years" | "yr" | "yrs" | "yo" => {
            Token::Unit(Unit::Years)
        }
        "m" | "mes" | "meses" | "month" | "months" | "mo" | "mos" | "mth" | "mths" => {
            Token::Unit(Unit::Months)
        }
        "s" | "sem" | "sems" | "semana" | "semanas" | "w" | "wk" | "wks" | "week" | "weeks" => {
            Token::Unit(Unit::Weeks)
        }
        "d" | "dia" | "dias" | "day" | "days" => Token::Unit(Unit::Days),
        "h" | "hr" | "hrs" | "hora" | "horas" | "hour" | "hours" => Token::Unit(Unit::Hours),
        "y" | "con" | "and" => Token::And,
        "o" | "a" | "to" | "or" => Token::To,
        "mas" | "more" | "over" | "arriba" => Token::More,
        "menos" | "less" | "under" => Token::Less,
        "aprox" | "aproximado" | "aproximadamente" | "aproximada" | "unos" | "about" => {
            Token::About
        }
        "medio" | "media" | "half" => Token::Half,
        "rn" | "recien" | "newborn" | "neonato" | "neonata" => Token::Newborn,
        "nino" | "nina" | "bebe" | "lactante" | "infante" | "adolescente" | "baby" | "child"
        | "infant" => Token::Child,
        "menor" | "minor" => Token::Minor,
        "adulto" | "adulta" | "adult" => Token::Adult,
        "mayor" => Token::Elder,
        "de" | "edad" | "tiene" | "cumplidos" | "cumplido" | "nacido" | "nacida" | "old" | "of"
        | "age" | "than" | "entre" | "between" => return Ok(()),
        other => Token::Number(number_word(other).ok_or(AgeError)?),
    };
    // `treinta y dos`.
    if let (
        Token::Number(ones @ 1..=9),
        [
            ..,
            Token::Number(tens @ (30 | 40 | 50 | 60 | 70 | 80 | 90)),
            Token::And,
        ],
    ) = (token, &**tokens)
    {
        let number = Token::Number(tens + ones);
        tokens.truncate(tokens.len() - 2);
        tokens.push(number);
        return Ok(());
    }
    tokens.push(token);
    Ok(())
}

const UP_TO_TWENTY_NINE: [&str; 30] = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciseis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidos",
    "veintitres",
    "veinticuatro",
    "veinticinco",
    "veintiseis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
];

const TENS: [&str; 7] = [
    "treinta",
    "cuarenta",
    "cincuenta",
    "sesenta",
    "setenta",
    "ochenta",
    "noventa",
];

fn number_word(word: &str) -> Option<u32> {
    let at = |words: &[&str], word: &str| words.iter().position(|known| *known == word);
    let number = match word {
        "un" | "una" | "one" => 1,
        "veintiun" => 21,
        "cien" => 100,
        _ => match at(&TENS, word) {
            Some(place) => 30 + 10 * place,
            None => at(&UP_TO_TWENTY_NINE, word)?,
        },
    };
    u32::try_from(number).ok()
}
