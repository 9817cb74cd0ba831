//! Texts before they are put into a language.

/// A text by its key, with the values of its variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub(crate) key: String,
    pub(crate) arguments: Vec<(&'static str, Argument)>,
}

/// The value of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Used as it is: a name, a path, a code, a number that is no count.
    Literal(String),
    /// A count: it chooses the form, and each language writes it in its own way.
    Number(i64),
    /// Another text, in the same language.
    Text(Text),
    /// Several texts, with this separator between them.
    Joined(Vec<Text>, &'static str),
}

impl Text {
    /// The text with this key.
    #[must_use]
    pub fn new(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            arguments: Vec::new(),
        }
    }

    /// Sets a variable.
    #[must_use]
    pub fn with(mut self, name: &'static str, argument: impl Into<Argument>) -> Self {
        self.arguments.push((name, argument.into()));
        self
    }

    /// Its key, which is the same in every language.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl From<&str> for Argument {
    fn from(said: &str) -> Self {
        Self::Literal(said.to_owned())
    }
}

impl From<String> for Argument {
    fn from(said: String) -> Self {
        Self::Literal(said)
    }
}

impl From<Text> for Argument {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

/// A count that does not fit is replaced by the greatest that does.
macro_rules! counts {
    ($($count:ty)*) => {$(
        impl From<$count> for Argument {
            fn from(count: $count) -> Self {
                Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
            }
        }
    )*};
}

counts!(i32 i64 u8 u16 u32 u64 usize);

/// A text by its key, with its variables: `text!("cli-wrong-unknown", argument = "--stor")`.
#[macro_export]
macro_rules! text {
    ($key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::Text::new($key)$(.with(stringify!($name), $value))*
    };
}
