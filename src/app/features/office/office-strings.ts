import { defineStrings } from '../../strings.ts';
import en from './strings/en.json';
import zh from './strings/zh.json';

export const t = defineStrings('office', { en, zh });
