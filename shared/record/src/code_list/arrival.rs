use super::{Code, CodeList, codes};

/// The procedure by which somebody was returned.
pub static RETURN_TYPE: CodeList = CodeList::closed(
    "return.type",
    codes! {
        "deportation_order" "Orden de deportación" "Order of removal";
        "expedited" "Remoción acelerada" "Expedited removal";
        "voluntary_departure" "Salida voluntaria" "Voluntary departure";
        "self_return" "Retorno por su cuenta" "Returned by themselves";
        "expulsion" "Expulsión" "Expulsion";
        "port_refusal" "Rechazo en puerto de entrada" "Refused at a port of entry";
        "third_country_national" "Enviado a un tercer país" "Sent to a third country";
        "unknown" "Se desconoce" "Unknown";
    },
);

/// Who carried out the return.
pub static RETURN_AUTHORITY: CodeList = CodeList::closed(
    "return.authority",
    codes! {
        "ice_ero" "ICE, deportaciones (ERO)" "ICE, removal operations (ERO)";
        "cbp_ofo" "CBP, puertos de entrada (OFO)" "CBP, ports of entry (OFO)";
        "usbp" "Patrulla Fronteriza" "Border Patrol";
        "other" "Otra" "Other";
        "unknown" "Se desconoce" "Unknown";
    },
);
