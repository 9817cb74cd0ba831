//! Writes numbers as a language does.

use fluent_bundle::FluentValue;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::memoizer::MemoizerKind;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use intl_memoizer::Memoizable;
use unic_langid::LanguageIdentifier;

/// The locale of a bundle. A bundle gives it only to its formatters.
struct BundleLocale(icu_decimal::DecimalFormatterPreferences);

impl Memoizable for BundleLocale {
    type Args = ();
    type Error = icu_locale_core::ParseError;

    fn construct(of: LanguageIdentifier, (): ()) -> Result<Self, Self::Error> {
        let locale: icu_locale_core::Locale = of.to_string().parse()?;
        Ok(Self(locale.into()))
    }
}

/// Writes every number in the texts of a bundle as its locale does: `1,204`.
pub(crate) fn write_numbers<R>(bundle: &mut FluentBundle<R>) {
    bundle.set_formatter(Some(written));
}

/// Writes whole numbers; a fraction is left as it is.
#[allow(clippy::cast_possible_truncation)] // A count that is beyond 2^53 is not a count of anything here.
fn written<M: MemoizerKind>(value: &FluentValue<'_>, memoizer: &M) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    if number.value.fract() != 0.0 {
        return None;
    }
    let written = memoizer.with_try_get_threadsafe::<BundleLocale, _, _>((), |locale| {
        let formatter = DecimalFormatter::try_new(locale.0, Default::default()).ok()?;
        Some(
            formatter
                .format(&Decimal::from(number.value as i64))
                .to_string(),
        )
    });
    written.ok().flatten()
}
