//! What a push costs: 2,000 records with five changes each.

use puente_document::{Authorship, Basis, Document, Edit};
use puente_protocol::exchange::ExchangeRequest;
use puente_protocol::identity;
use puente_protocol::limits::SEGMENT_BYTES_AIM;
use puente_protocol::segment::{Item, NO_SEGMENT};
use puente_record::{DocumentKind, EntryId, Origin};
use rand_chacha::ChaCha20Rng;
use rand_core::{Rng, SeedableRng};

use crate::people::{NOW_MS, SERVER, SITE, maria};

const RECORDS: u64 = 2_000;
/// 237 on 2026-11-29, and 223 before ids committed to a salt, 16 random bytes in each record. The aim of 0.70
/// MB for 2,000 records means 350, with more ids and names than here.
const BYTES_A_RECORD_MAX: usize = 245;

const GIVEN: &str = "María Guadalupe,Juana,Verónica,Rosa Isela,Leticia,Yolanda,Gabriela,Patricia,José Luis,Juan Carlos,Miguel Ángel,Jesús,Francisco,Ricardo,Fernando,Wilmer,Kevin,Nelson,Josué,Ramiro";
const SURNAMES: &str = "Hernández,García,Martínez,López,González,Pérez,Rodríguez,Sánchez,Ramírez,Cruz,Flores,Gómez,Morales,Vázquez,Reyes,Jiménez,Torres,Díaz,Mendoza,Aguilar,Castillo,Zelaya,Bonilla,Quintero";
const NEEDS: &str = "water,food,clothing_shoes,hygiene,shower,sleep,call_family,charger,medicine,doctor,legal,transport,cash,translator";
const WORDS: &str = "caminan,viaja,llegó,refiere,solicita,presenta,necesita,espera,dolor,pies,fiebre,niña,madre,hermano,familia,grupo,frontera,autobús,noche,documentos,perdidos,rodilla,seguimiento,clínica,teléfono,tía,trabajo,cita,albergue,turno,entrevista,pendiente,con,sin,por,desde,hasta,en,el,la,los,su,y,de";
const STATES: &str = "AS,BC,CH,CL,CM,DF,DG,GR,GT,HG,JC,MC,MN,MS,NL,OC,PL,SL,SR,VZ";

struct Dice(ChaCha20Rng);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0.next_u64() % end
    }

    fn one<'a>(&mut self, list: &'a str) -> &'a str {
        let list: Vec<&str> = list.split(',').collect();
        list[self.below(list.len() as u64) as usize]
    }

    fn text(&mut self, bytes_min: usize) -> String {
        let mut text = String::new();
        while text.len() < bytes_min {
            text += self.one(WORDS);
            text.push(' ');
        }
        text
    }

    fn id(&mut self) -> [u8; 16] {
        let mut id = [0; 16];
        self.0.fill_bytes(&mut id);
        id
    }
}

fn registration(dice: &mut Dice, number: u64) -> Vec<Edit> {
    let code: String = (0..9)
        .map(|_| char::from(b"23456789ABCDEFGHJKMNPQRSTVWXYZ"[dice.below(30) as usize]))
        .collect();
    let birth = format!(
        "{}-{:02}-{:02}",
        1948 + dice.below(70),
        1 + dice.below(12),
        1 + dice.below(28)
    );
    let moment = format!(
        "2026-11-{:02}T{:02}:{:02}:{:02}Z",
        1 + number / 100,
        6 + number % 16,
        dice.below(60),
        dice.below(60)
    );
    let mut edits: Vec<Edit> = [
        ("code", code),
        ("registered_at", moment.clone()),
        ("arrival.at", moment),
        (
            "arrival.point",
            dice.one("puente,aeropuerto,garita norte").into(),
        ),
        ("arrival.mode", dice.one("foot,bus,flight").into()),
        ("arrival.list", format!("vuelo {}", number / 135)),
        ("arrival.row", (number % 135).to_string()),
        ("notice.version", "2026-1".into()),
        ("notice.mode", dice.one("read,shown").into()),
        ("name.given", dice.one(GIVEN).into()),
        ("name.surname1", dice.one(SURNAMES).into()),
        ("name.surname2", dice.one(SURNAMES).into()),
        ("sex", dice.one("female,male").into()),
        ("alone", dice.one("alone,family,group").into()),
        ("urgent_medical", dice.one("none,none,none,today").into()),
        ("household", (number / 4).to_string()),
        ("age", (1 + dice.below(70)).to_string()),
        ("birth.date", birth),
        ("birth.state", dice.one(STATES).into()),
        ("status", "open".into()),
        ("remark", dice.text(140)),
    ]
    .map(|(field, value)| Edit::put(field, &*value))
    .into();
    edits.extend(
        [
            ("needs", NEEDS),
            ("needs", NEEDS),
            ("nationality", "MX,MX,HN,GT"),
            ("languages", "spa,spa,spa,nah"),
        ]
        .map(|(field, list)| Edit::Add {
            field: field.into(),
            value: dice.one(list).into(),
        }),
    );
    edits
}

/// What happens to a person afterwards, one change each.
fn later(dice: &mut Dice) -> [Vec<Edit>; 4] {
    let entry = EntryId::from_bytes(dice.id());
    let service = [
        ("type", dice.one("meal,kit,call,bed")),
        ("by", dice.one("v-01,v-02,v-03,v-04,v-05,v-06,v-07")),
        ("quantity", dice.one("1,2,3")),
    ];
    [
        vec![Edit::put("status", dice.one("transferred,absent,departed"))],
        vec![Edit::Add {
            field: "needs".into(),
            value: dice.one(NEEDS).into(),
        }],
        vec![Edit::put("remark", &*dice.text(40))],
        service
            .map(|(field, value)| Edit::PutEntry {
                kind: "service".into(),
                id: entry,
                field: field.into(),
                value: value.into(),
            })
            .into(),
    ]
}

/// Every change of one record, as items.
fn record(dice: &mut Dice, number: u64) -> Vec<Item> {
    let maria = maria();
    let origin = Origin::made(DocumentKind::Core, SITE, dice.id());
    let document = origin.id(&maria.public()).unwrap();
    let mut authorship = Authorship {
        actor: identity::actor(&maria.public(), maria.install, document, 0),
        time_ms: NOW_MS + number as i64 * 60_000 + dice.below(20_000) as i64,
        basis: Basis::Told,
        may_resolve: false,
    };
    let edits = registration(dice, number);
    let (mut content, first) =
        Document::create(document, &origin, &authorship, &edits, &mut dice.0).unwrap();
    let mut raw = vec![first.raw];
    for edits in later(dice) {
        authorship.time_ms += 600_000 + dice.below(300_000) as i64;
        raw.extend(
            content
                .edit(&authorship, &edits, &mut dice.0)
                .unwrap()
                .map(|change| change.raw),
        );
    }
    raw.into_iter()
        .map(|raw| Item::Change {
            document,
            branch: 0,
            raw,
        })
        .collect()
}

#[test]
#[ignore = "long run"]
fn a_push_of_2000_records_with_five_changes_each_stays_small() {
    let mut dice = Dice(ChaCha20Rng::seed_from_u64(7));
    let maria = maria();
    let (mut previous, mut segments, mut raw, mut changes) = (NO_SEGMENT, Vec::new(), 0, 0);
    let mut items = Vec::new();
    let mut waiting = 0;
    for number in 0..RECORDS {
        for item in record(&mut dice, number) {
            if let Item::Change { raw: bytes, .. } = &item {
                waiting += bytes.len();
                raw += bytes.len();
                changes += 1;
            }
            items.push(item);
        }
        if waiting >= SEGMENT_BYTES_AIM || number + 1 == RECORDS {
            let segment = maria.segment(segments.len() as u64, std::mem::take(&mut items));
            let (packed, hash) = segment.seal(&maria.key, &maria.known(previous)).unwrap();
            previous = hash;
            segments.push(packed.to_bytes().into());
            waiting = 0;
        }
    }
    let plain: usize = segments
        .iter()
        .map(|bytes: &minicbor::bytes::ByteVec| bytes.len())
        .sum();
    let body = ExchangeRequest {
        install: maria.install,
        counter: 1,
        generation: 1,
        cursor: Vec::new(),
        segments,
    }
    .seal(SERVER, &maria.key);
    let records = RECORDS as usize;
    println!(
        "{changes} changes: raw {} B a record, packed {} B, sent {} B, {} in all",
        raw / records,
        plain / records,
        body.len() / records,
        body.len()
    );
    assert!(body.len() / records <= BYTES_A_RECORD_MAX);
}
