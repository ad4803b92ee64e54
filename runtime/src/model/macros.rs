//! The macros that generated code consists of.

/// Lists the fields of a model, each once: the field of the struct, and its name as it travels.
///
/// The struct must be `Default`; `Clone`, `Debug`, `PartialEq`, and serde's `Serialize` and `Deserialize` come from here.
///
/// ```
/// #[derive(Default)]
/// #[non_exhaustive]
/// pub struct Row {
///     /// The price.
///     pub price: ::std::option::Option<::docwright_runtime::Number>,
///     /// Words that describe it.
///     pub tags: ::std::vec::Vec<::std::string::String>,
///     /// Members that the document does not name, kept and written back.
///     pub extra: ::docwright_runtime::Extra,
/// }
/// ::docwright_runtime::model! { Row "Row" line 81 => extra { price = "price" required, tags = "tags" @ 90 } }
///
/// let row: Row = docwright_runtime::json::decode_as(br#"{"price": 12345678901234567.89, "tags": ["new"]}"#)?;
/// assert_eq!(row.price.as_ref().map(|price| price.as_str()), Some("12345678901234567.89"));
/// assert_eq!(docwright_runtime::json::encode(&row), br#"{"price":12345678901234567.89,"tags":["new"]}"#);
/// # Ok::<(), docwright_runtime::DecodeError>(())
/// ```
///
/// `line 81` is the line of the first row of the document's table; the other rows follow it, and a row that does not
/// has its own line after `@`. `escaped` stands after the line where JSON cannot spell each name as it is, because of a
/// quote, a backslash or a control character in it. `required` stands after the fields that the document calls required, `disputed` after those
/// that its example contradicts. The field after `=>` takes what is not documented: [`Extra`](crate::Extra) in answers and
/// inside requests, [`Additional`](crate::Additional) in requests.
///
/// In requests the documented [limits](crate::Limit) stand after a field too (`min_length(2)`, `max_length(50)`,
/// `minimum("1")`, `maximum("100")`, `min_items(1)`, `max_items(20)`, `unique_items`), and after the fields the groups of which
/// one member is needed: `one_of ["id", "number"]`.
#[macro_export]
macro_rules! model {
    ($model:ident $name:literal line $line:literal $($escaped:ident)? => $surplus:ident {
        $($field:ident = $wire:literal $($mark:ident $(($bound:literal))?)* $(@ $at:literal)?),* $(,)?
    } $(one_of [$($either:literal),*])*) => {
        impl $crate::Model for $model {
            fn table(&self) -> &'static $crate::Table {
                const TABLE: &$crate::Table = &$crate::Table {
                    name: $name,
                    line: $line,
                    names: &[$($wire),*],
                    escaped: false $(|| $crate::private::mark::$escaped)?,
                    lines: &[$($(($wire, $at),)?)*],
                    marks: &[$($(($wire, $crate::private::mark::$mark $(($bound))?),)*)*],
                    either_or: &[$(&[$($either),*]),*],
                };
                TABLE
            }

            fn look<'a>(&'a self, look: &mut $crate::Look<'_, 'a>) {
                look(&[$(&self.$field),*], &self.$surplus);
            }

            fn change(&mut self, change: &mut $crate::Change<'_>) {
                change(&mut [$(&mut self.$field),*], &mut self.$surplus);
            }
        }

        impl ::core::clone::Clone for $model {
            fn clone(&self) -> Self {
                $crate::private::cloned(self)
            }
        }

        impl ::core::fmt::Debug for $model {
            fn fmt(&self, out: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::private::debug(self, out)
            }
        }

        impl ::core::cmp::PartialEq for $model {
            fn eq(&self, other: &Self) -> bool {
                $crate::private::equal(self, other)
            }
        }

        impl $crate::private::serde::Serialize for $model {
            fn serialize<S: $crate::private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde_bridge::serialize(self, serializer)
            }
        }

        impl<'de> $crate::private::serde::Deserialize<'de> for $model {
            fn deserialize<D: $crate::private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::serde_bridge::deserialize(deserializer)
            }
        }
    };
}

/// Lists the documented codes of an open enumeration, each with its variant and its meaning.
///
/// ```
/// #[derive(Debug, Clone, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum CouponType {
///     /// 代金券
///     DaiJinQuan,
///     /// 折扣券
///     ZheKouQuan,
///     /// A code that the document does not list.
///     Unknown(::docwright_runtime::UnknownCode),
/// }
/// ::docwright_runtime::enumeration! { CouponType: integer { DaiJinQuan = 1 "代金券", ZheKouQuan = 2 "折扣券" } }
///
/// assert_eq!(CouponType::from_code(2), CouponType::ZheKouQuan);
/// assert_eq!(CouponType::ZheKouQuan.label(), Some("折扣券"));
/// assert_eq!(CouponType::from_code(7).code(), 7);
/// ```
///
/// The kinds of codes are `integer`, `string` and `boolean`.
#[macro_export]
macro_rules! enumeration {
    ($enumeration:ident: integer { $($rest:tt)* }) => {
        $crate::enumeration! { @ $enumeration IntegerCode Integer i64 { $($rest)* } }
    };
    ($enumeration:ident: string { $($rest:tt)* }) => {
        $crate::enumeration! { @ $enumeration TextCode Text &str { $($rest)* } }
    };
    ($enumeration:ident: boolean { $($rest:tt)* }) => {
        $crate::enumeration! { @ $enumeration BooleanCode Boolean bool { $($rest)* } }
    };
    (@ $enumeration:ident $expected:ident $kind:ident $type:ty {
        $($variant:ident = $code:literal $label:literal),* $(,)?
    }) => {
        impl $enumeration {
            /// The value for a code: the documented variant, or `Unknown` where there is none.
            pub fn from_code(code: $type) -> Self {
                $crate::private::from_code($crate::Code::$kind(code))
            }

            /// The code, as it travels.
            pub fn code(&self) -> $crate::Code<'_> {
                $crate::private::code_of(self)
            }

            /// What the code means, in the document's words; `None` for a code that is not documented.
            pub fn label(&self) -> ::core::option::Option<&'static str> {
                $crate::private::label_of(self)
            }
        }

        impl $crate::Enumeration for $enumeration {
            const KNOWN: &'static [$crate::Known<Self>] = &[$($crate::Known {
                variant: $enumeration::$variant,
                code: $crate::Code::$kind($code),
                label: $label,
            }),*];
            const EXPECTED: $crate::Expected = $crate::Expected::$expected;

            fn unknown(code: $crate::UnknownCode) -> Self {
                $enumeration::Unknown(code)
            }

            fn as_unknown(&self) -> ::core::option::Option<&$crate::UnknownCode> {
                if let $enumeration::Unknown(code) = self {
                    ::core::option::Option::Some(code)
                } else {
                    ::core::option::Option::None
                }
            }
        }

        impl $crate::Slot for $enumeration {
            fn open(&mut self) -> $crate::SlotMut<'_> {
                $crate::private::open(self)
            }

            fn clear(&mut self) {
                *self = $crate::private::vacant();
            }

            fn view(&self) -> $crate::SlotRef<'_> {
                $crate::private::view(self)
            }

            fn vacant() -> Self {
                $crate::private::vacant()
            }
        }
    };
}

/// Checks that generated code was written for this version of the runtime; does not compile otherwise.
///
/// ```
/// docwright_runtime::format_version!(3);
/// ```
///
/// ```compile_fail
/// docwright_runtime::format_version!(2);
/// ```
#[macro_export]
macro_rules! format_version {
    (3) => {};
    ($version:tt) => {
        ::core::compile_error!(::core::concat!(
            "this code was generated in format ",
            ::core::stringify!($version),
            ", and this version of docwright-runtime reads format 3: run `docwright generate` with the docwright of the ",
            "same version as docwright-runtime"
        ));
    };
}

/// Puts the client that a build script generated into the module that stands around.
///
/// ```text
/// pub mod kingdee {
///     docwright_runtime::include_client!("kingdee");
/// }
/// ```
#[macro_export]
macro_rules! include_client {
    ($name:literal) => {
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/", $name, ".rs"));
    };
}
