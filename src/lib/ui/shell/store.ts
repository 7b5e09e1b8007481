// The one database of this page.
import { Database } from '../../store/database';
import { Projects } from '../../store/projects';

export const projects = new Projects(new Database());
