// Files that come to a phone: arrival lists, as they are understood and as phones share them, and what couriers bring.

import type { FailureCode } from "./messages.d.ts";
import type { Values } from "./records.d.ts";

/** What somebody says about a file where it does not say it itself. */
export interface ListAnswers {
  encoding?: string;
  /** `comma`, `semicolon`, `tab`, `pipe`, as `ListReading.source` has it. */
  delimiter?: string;
  sheet?: string;
  /** The line that names the columns; 0 for none. */
  header_row?: number;
  /** How many lines name the columns, one below the other. */
  header_rows?: number;
  /** Columns by header or number, and what they say: a field's id, or a word of `ColumnMeaning`. */
  columns?: [column: string, meaning: string][];
  /** Spellings of the sex and their codes. */
  sex_codes?: [sign: string, code: string][];
  date_order?: "dmy" | "mdy" | "ymd";
  /** Whether a sheet turned day and month of what it took for dates. */
  dates_swapped?: boolean;
  name_order?: "surname_first" | "given_first";
  /** Whether rows that the sheet hides are people of the list. */
  hidden_rows?: boolean;
  /** Whether rows with a name alone are people; headings, if not. */
  lone_rows?: boolean;
  /** What opens a list that another phone handed over. */
  code?: string;
}

export interface ListReading {
  /** The list is named by what is in it, whatever file it came in. */
  list: string;
  source:
    | { format: "text"; encoding: string; delimiter: string }
    | { format: "workbook"; sheet: string; sheets: string[] }
    | { format: "phone"; site: string };
  header_row: number | null;
  columns: Column[];
  sex_codes: [sign: string, code: string][];
  date_order: "dmy" | "mdy" | "ymd" | null;
  name_order: "surname_first" | "given_first" | null;
  /** How many can be taken. */
  rows: number;
  faults: ListFault[];
  notices: ListNotice[];
  /** While there are any, the list cannot be taken. */
  questions: ListQuestion[];
  /** The first rows as they would be taken. */
  first: { number: number; line: number; fields: Values; note: string | null }[];
  /** Of a list that another phone handed over: what it is called there, and the rows that are left to this phone. */
  name: string | null;
  rows_left: string | null;
}

export interface Column {
  place: number;
  header: string;
  /** `number`, `full_name`, `surnames`, `middle_name`, `sex.female`, `sex.male` (a column of marks), `birth.day`,
   *  `birth.month`, `birth.year`, `identity_paper.` and a paper's name, `note`, `ignore` or a field's id; null is not
   *  taken. */
  meaning: string | null;
  is_empty: boolean;
  /** The first thing said in it. */
  example: string;
}

/** A line that is not taken. `found` and `expected` count the cells of `cells`. */
export interface ListFault {
  line: number;
  fault:
    | "cells"
    | "torn"
    | "no_name"
    | "too_long"
    | "closing"
    | "heading"
    | "explanation"
    | "other_table"
    | "hidden"
    | "formula"
    | "above";
  found?: number;
  expected?: number;
}

export type ListNotice =
  | { notice: "other_encoding"; lines: number }
  | { notice: "numbers_unusable" }
  | { notice: "names_unsure"; rows: number }
  | { notice: "dates_unread"; cells: number }
  | { notice: "header_again"; times: number }
  | { notice: "hidden_sheets"; sheets: string[] }
  | { notice: "hidden_rows" | "sex_unclear"; rows: number }
  | { notice: "hidden_columns" | "columns_left"; columns: string[] }
  | { notice: "formulas_empty" | "error_cells" | "letters_lost"; cells: number }
  | { notice: "families"; families: number };

export type ListQuestion =
  | { question: "delimiter"; candidates: string[] }
  | { question: "sheet"; sheets: string[] }
  | { question: "column_twice"; meaning: string; columns: string[] }
  | { question: "no_name" }
  | { question: "header_rows"; line: number }
  | { question: "name_columns"; columns: string[] }
  | { question: "hidden_rows"; rows: number }
  | { question: "lone_rows"; lines: number[] }
  | { question: "sex_marks"; columns: string[]; signs: string[] }
  | { question: "sex_codes"; signs: string[] }
  /** `two_orders`: some dates can only have the day first, others only the month. */
  | { question: "date_order"; column: string; doubt: "either_way" | "two_orders" }
  | { question: "dates_swapped"; column: string }
  | { question: "name_order"; column: string };

/** A file to be taken in, what people call it, and whether it is a newer version of a list that is here. */
export interface ListTaking {
  file: Uint8Array;
  name: string;
  answers: ListAnswers;
  same_list?: boolean;
}

/** Rows that this phone did not have, and that it had. */
export interface ListTaken {
  list: string;
  new: number;
  known: number;
}

/** A list that is here, of which a file is another version. */
export interface EarlierList {
  list: string;
  names: string[];
  /** Somebody said before that this very file is that list. */
  is_said: boolean;
  /** Rows that say the same. */
  same: number;
  /** Rows of one person that say something else; those of registered people stay as they are. */
  corrected: {
    number: number;
    place: number;
    is_registered: boolean;
    /** Field, what it said, what it says now; empty where nothing is said. */
    fields: [field: string, before: string, now: string][];
  }[];
  /** Numbers of rows that only the file has, and that only the list has. */
  new: number[];
  gone: number[];
  /** Rows of people who were erased here: they are not taken again. */
  erased: number[];
}

export interface ArrivalListLine {
  list: string;
  /** Several when phones had it under several. */
  names: string[];
  rows: number;
  /** Seen, or registered. */
  taken: number;
  absent: number;
  missing: number;
}

export interface ArrivalList extends ArrivalListLine {
  entries: ListRow[];
  portions: Portion[];
}

export interface ListRow {
  place: number;
  /** As printed. */
  number: number;
  /** `registered`: has a record here, and nobody said that they were seen. */
  state: "taken" | "registered" | "absent" | "missing";
  /** Who took it or noted the absence, and when. */
  by: string | null;
  at: string | null;
  /** Phones say different things of it. */
  is_contested: boolean;
  record: string;
  code: string;
  /** What the list says. */
  fields: Values;
}

/** Which rows a phone takes, by their numbers. */
export interface Portion {
  rows: string;
  /** Empty where they were left to a phone that has not opened its file, or not synced since. */
  by: string;
  is_own: boolean;
}

/** What a courier's file brought. */
export interface FileTaken {
  /** Bundles that this phone carries from now on, and those it carried before. */
  carried: number;
  known: number;
  /** Receipts, and what they say of this phone's own sendings that was not known to be on the server. */
  receipts: number;
  acknowledged: number;
  /** Pieces that came damaged; ask for another copy. */
  damaged: number;
  /** Why something in it was not taken. */
  refused: FailureCode | null;
}
