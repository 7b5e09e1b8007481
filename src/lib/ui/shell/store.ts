// The one database of this page.
import { Checkpoints } from '../../store/checkpoints';
import { Database } from '../../store/database';
import { Projects } from '../../store/projects';
import { Settings } from '../../store/settings';
import { Versions } from '../../store/versions';

const database = new Database();

export const projects = new Projects(database);
export const checkpoints = new Checkpoints(database);
export const settings = new Settings(database);
export const versions = new Versions(database);
