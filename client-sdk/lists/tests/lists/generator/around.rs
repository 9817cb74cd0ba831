//! What is above, beside and below the people of a list.

use super::Dice;
use super::headers::hint;
use super::shape::Shape;

impl Shape {
    pub(super) fn above(&self, dice: &mut Dice) -> Vec<Vec<String>> {
        let noisy = ["titles and totals", "pages", "signatures"];
        let is_noisy = noisy.into_iter().any(|noise| self.has(noise));
        if is_noisy || dice.roll(4) == 0 {
            return vec![
                self.line(0, "INSTITUTO DE EJEMPLO"),
                self.line(0, "Lista del vuelo 135, 25/11/2026"),
            ];
        }
        Vec::new()
    }

    pub(super) fn explained(&self, dice: &mut Dice) -> Option<Vec<String>> {
        let width = self.columns.len();
        let is_bracketed = dice.flip();
        match self.kind {
            "machine tags" => Some((0..width).map(|at| format!("#meta+c{at}")).collect()),
            "column numbers" if is_bracketed => {
                Some((1..=width).map(|at| format!("({at})")).collect())
            }
            "column numbers" => Some((1..=width).map(|at| at.to_string()).collect()),
            _ if self.has("hints") => Some(
                self.columns
                    .iter()
                    .map(|part| hint(*part).to_owned())
                    .collect(),
            ),
            _ => None,
        }
    }

    pub(super) fn below(&self, at_name: usize, dice: &mut Dice) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        if self.has("titles and totals") {
            let mut sum = self.line(at_name, dice.one(&SUMS));
            if let Some(last) = sum.last_mut() {
                *last = self.people.len().to_string();
            }
            rows.extend([sum, self.line(0, dice.one(&REMARKS))]);
        }
        if self.has("signatures") {
            let lines = [
                "____________________",
                dice.one(&SIGNATURES),
                "Lic. Juan Ejemplo Ejemplo",
                "Jefe de Departamento",
            ];
            rows.extend(lines.map(|text| self.line(at_name, text)));
        }
        rows
    }

    /// Two tables side by side; the first has one row more.
    pub(super) fn beside(&self, rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
        let width = self.columns.len();
        let at = rows.len() - self.people.len();
        let (above, people) = rows.split_at(at);
        let (header, above) = above.split_last().unwrap();
        let (first, second) = people.split_at(people.len().div_ceil(2));
        let gap = vec![String::new(); self.spelling.min(1)];
        let nobody = vec![String::new(); width];
        let pairs = [(header, header)].into_iter().chain(
            first
                .iter()
                .enumerate()
                .map(|(at, row)| (row, second.get(at).unwrap_or(&nobody))),
        );
        let pairs = pairs.map(|(one, other)| [one.as_slice(), &gap, other].concat());
        above.iter().cloned().chain(pairs).collect()
    }
}

pub(super) const SECTIONS: [&str; 6] = [
    "MUJERES",
    "HOMBRES",
    "MENORES NO ACOMPAÑADOS",
    "Adultos mayores",
    "FAMILIAS",
    "Niñas, niños y adolescentes",
];
pub(super) const FAMILIES: [&str; 4] = [
    "FAMILIA",
    "Familia No.",
    "NÚCLEO FAMILIAR",
    "Grupo familiar",
];
const SUMS: [&str; 5] = ["TOTAL", "Total:", "GRAN TOTAL", "Suma", "TOTAL DE PERSONAS"];
const REMARKS: [&str; 4] = [
    "Hombres: 3 Mujeres: 4",
    "Fuente: Unidad de Ejemplo",
    "*** FIN DE LISTA ***",
    "Nota: sujeta a cambios",
];
const SIGNATURES: [&str; 5] = [
    "Elaboró",
    "Nombre y firma",
    "Responsable:",
    "Vo. Bo.",
    "Autorizó",
];
