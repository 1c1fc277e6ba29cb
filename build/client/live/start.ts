import '../start.ts';
import { connect } from './connect.ts';

// the deck of a live preview: the same program, which also hears of changes
connect();
