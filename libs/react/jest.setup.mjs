/* global HTMLDialogElement, HTMLMediaElement, Event */
import { TextDecoder, TextEncoder } from 'node:util';

// react-router wants them at its first line; every browser has them, jsdom has not.
Object.assign(globalThis, { TextDecoder, TextEncoder });

// jsdom has dialogs, but none of their ways to open and close.
if (typeof HTMLDialogElement !== 'undefined') {
  HTMLDialogElement.prototype.showModal ??= function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function () {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
}

// jsdom plays nothing, and complains about being asked.
if (typeof HTMLMediaElement !== 'undefined') HTMLMediaElement.prototype.play = () => Promise.resolve();
