import '../start.ts';
import { connect, live } from './connect.ts';
import { bindEditing } from './editing.ts';

// the deck of a live preview: the same program, which also hears of changes
bindEditing(live.token);
connect();
