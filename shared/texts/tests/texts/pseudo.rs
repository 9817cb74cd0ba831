//! An invented language: Spanish with accents, longer, in brackets. It shows texts that are not looked up by key.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::{parser, serializer};

/// Its catalogue, made from the Spanish one.
pub(crate) fn catalogue(spanish: &str) -> String {
    let mut resource = parser::parse(spanish.to_owned()).expect("the Spanish catalogue is read");
    for entry in &mut resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let Some(pattern) = message
            .value
            .as_mut()
            .filter(|_| !message.id.name.starts_with("language-"))
        else {
            continue;
        };
        disguise(pattern);
        let mark = |mark: &str| PatternElement::TextElement {
            value: mark.to_owned(),
        };
        pattern.elements.insert(0, mark("⟦"));
        pattern.elements.push(mark("⟧"));
    }
    serializer::serialize(&resource)
}

fn disguise(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                *value = value.chars().flat_map(letters).collect();
            }
            PatternElement::Placeable { expression } => disguise_forms(expression),
        }
    }
}

fn disguise_forms(expression: &mut Expression<String>) {
    match expression {
        Expression::Select { variants, .. } => {
            for variant in variants {
                disguise(&mut variant.value);
            }
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            disguise_forms(expression);
        }
        Expression::Inline(_) => {}
    }
}

/// Vowels are written twice with an accent: about two letters in five.
fn letters(letter: char) -> Vec<char> {
    let accented = match letter {
        'a' => 'à',
        'e' => 'è',
        'i' => 'ì',
        'o' => 'ò',
        'u' => 'ù',
        _ => return vec![letter],
    };
    vec![accented, accented]
}
