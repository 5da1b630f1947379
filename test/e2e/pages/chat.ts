import { record } from '../../hostile-page/recorder.ts';

/** A chat of which the page records everything that it can see: a post, and two fields to write in. */
export const chat = (post = ''): string => `<!doctype html><meta charset="utf-8"><title>Chat</title>
<script>(${String(record)})();</script>
<style>body { margin: 40px; font: 16px sans-serif } .w { width: 420px; display: block; margin: 12px 0; overflow-wrap: anywhere }</style>
<p class="w" id="post">${post}</p>
<textarea class="w" id="area" rows="3"></textarea>
<div class="w" id="rich" contenteditable="true" style="border: 1px solid; min-height: 60px"></div>`;
