import { bytesBeforePython, startInNode } from "./pyodide-in-node.ts";
import { snapshotModule } from "./snapshot-module.ts";

/** What functions import most: already there when an environment begins. Others come from the library's zip. */
const IMPORTED = `
import lambdarium.linux_errno
import abc, argparse, array, ast, asyncio, base64, binascii, bisect, calendar, codecs, collections, collections.abc
import concurrent.futures, contextlib, contextvars, copy, csv, dataclasses, datetime, decimal, difflib, email, email.message
import email.mime.multipart, email.mime.text, email.utils, enum, fnmatch, fractions, functools, gc, glob, gzip, hashlib, heapq
import hmac, html, http.client, importlib.metadata, inspect, io, ipaddress, itertools, json, keyword, linecache, locale, logging
import logging.handlers, math, mimetypes, numbers, operator, os, pathlib, pickle, platform, pprint, queue, random, re, secrets
import shutil, signal, socket, sqlite3, stat, statistics, string, struct, subprocess, sys, tempfile, textwrap, threading, time
import timeit, tokenize, traceback, types, typing, unicodedata, urllib.error, urllib.parse, urllib.request, uuid, warnings
import weakref, xml.etree.ElementTree, zipfile, zlib, zoneinfo
import encodings.ascii, encodings.idna, encodings.latin_1, encodings.utf_8_sig, encodings.utf_16, encodings.cp1252
import lambdarium.bootstrap
`;

/** Makes Python's memory after all those imports, as a WebAssembly module. */
export async function makeSnapshot(library: Uint8Array): Promise<Uint8Array> {
  const { pyodide } = await startInNode({ library, makeSnapshot: true });
  pyodide.runPython(IMPORTED);
  pyodide.runPython("import gc; gc.collect(); gc.freeze()\nfor name in [n for n in globals() if not n.startswith('__')]: del globals()[name]");
  const made = pyodide.makeMemorySnapshot();
  const header = new Uint32Array(made.buffer, made.byteOffset, 3);
  const [, offset = 0, jsonLength = 0] = header;
  const json = new TextDecoder().decode(made.subarray(HEADER_BYTES, HEADER_BYTES + jsonLength));
  const memory = made.subarray(offset);
  return snapshotModule(memory, await bytesBeforePython(library), { bytes: memory.length, pyodide: JSON.parse(json) });
}

/** Pyodide's own header of a snapshot: magic, offset of the memory, length of the JSON, a build id. */
const HEADER_BYTES = 48;
