// The beginning of every test of the app: somebody's key, and then the gate.

/** The passphrase of the phone's user. */
export const KEY = "correcto caballo batería";

/** From the first screen to the gate, without a code. */
export async function firstUse(app, key = KEY) {
  await app.tap("Empezar sin código");
  await chooseKey(app, key);
  await app.heading("Llegadas");
}

/** From the first screen to the gate, at the site of a code. Returns the six digits. */
export async function firstUseWithCode(app, code, name, key = KEY) {
  const digits = await firstUseToHome(app, code, name, key);
  await toGate(app);
  return digits;
}

/** From the first screen to the first screen of a role. */
export async function firstUseToHome(app, code, name, key = KEY) {
  await app.tap("Tengo un código");
  await chooseKey(app, key);
  const digits = await join(app, code, name);
  await app.heading(HOMES);
  return digits;
}

/** The headings of first screens. */
const HOMES = /^(Llegadas|Por atender|Auditoría|Administración)$/;

/** Waits for the first screen of whoever has unlocked. Roles with a home begin there; goes to the gate if they have one. */
async function toGate(app) {
  await app.heading(HOMES);
  if (!(await app.button("Inicio").isVisible())) return;
  if (await app.button("Llegadas").isVisible()) await app.goTo("Llegadas");
}

/** Types a key twice; digits alone are a PIN. */
export async function chooseKey(app, key, button = "Crear mi llave") {
  const isPin = /^\d+$/.test(key);
  await app.choose(isPin ? "PIN" : "Frase");
  await app.type(isPin ? "Su PIN" : "Su frase", key);
  await app.type("Otra vez, para estar seguros", key);
  await app.tap(button);
}

/** Joins a site with a code and compares the digits. */
export async function join(app, code, name) {
  await app.type("Código de invitación", code);
  await app.type("Su nombre, como le dicen en el equipo", name);
  await app.tap("Unirme");
  await app.sees("Compare estos seis números");
  const digits = await app.page.locator(".digits").innerText();
  await app.tap("Son iguales");
  return digits.replace(/\D/g, "");
}

/** The password at the server of whoever signs in there. */
export const PASSWORD = "tren lluvia mesa sol";

/** Chooses a first password at the server, from the first screen of a role. */
export async function signInForTheFirstTime(app) {
  await app.tap("Entrar al servidor");
  await app.heading("Entrar al servidor");
  await app.choose("Todavía no");
  await app.type("Contraseña nueva", PASSWORD);
  await app.type("Otra vez, para estar seguros", PASSWORD);
  await app.tap("Guardar y entrar");
  await app.sees("Entró como");
}

/** Opens the app with a key; `person`: one of several people on the phone. */
export async function unlock(app, key, person) {
  await app.heading("Abrir Puente");
  if (person) await app.choose(person);
  await app.type(/^\d+$/.test(key) ? "Su PIN" : "Su frase", key);
  await app.tap("Abrir");
  await toGate(app);
}

/** Registers somebody at the gate; the defaults are answers that raise no alarm. */
export async function register(app, person) {
  await app.tap("Registrar a una persona");
  await app.page.getByRole("heading", { name: /Antes de preguntar|^Registrar$/ }).first().waitFor();
  if (await app.button("Se lo leí").isVisible()) await app.tap("Se lo leí");
  await answer(app, person);
  await app.tap("Guardar");
  await app.heading("Guardado");
}

/** Answers the questions of the open form. */
export async function answer(app, { given, surname1, sex = "Mujer", age = 31, alone = "Viene solo o sola" }) {
  await app.type("Nombre(s)", given);
  await app.type("Primer apellido", surname1);
  await app.choose(sex);
  for (const digit of String(age)) await app.tap(digit);
  await app.choose(alone);
  await app.choose("No hay urgencia médica");
}
