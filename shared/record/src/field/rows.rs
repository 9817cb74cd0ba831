/// Rows of `id: type[code list](unit), shape, sensitivity, compartment, asked, required, merge, purpose, source, Spanish, English`.
macro_rules! rows {
    ($($id:literal: $kind:ident $([$codes:ident])? $(($unit:literal))?, $shape:ident, $sensitivity:ident, $compartment:ident,
        $asked:ident, $required:ident, $merge:ident, $purpose:ident, $source:literal, $es:literal, $en:literal;)*) => {
        &[$($crate::field::Field {
            id: $id,
            kind: $crate::field::FieldType::$kind,
            shape: $crate::field::FieldShape::$shape,
            codes: rows!(@optional $(&$crate::code_list::$codes)?),
            unit: rows!(@optional $($unit)?),
            sensitivity: $crate::field::Sensitivity::$sensitivity,
            compartment: $crate::compartment::Compartment::$compartment,
            asked: $crate::field::FormStage::$asked,
            required: $crate::field::Required::$required,
            merge: $crate::field::MergePolicy::$merge,
            purpose: $crate::field::RetentionPurpose::$purpose,
            source: $source,
            label_es: $es,
            label_en: $en,
        }),*]
    };
    (@optional) => { None };
    (@optional $value:expr) => { Some($value) };
}
pub(super) use rows;
