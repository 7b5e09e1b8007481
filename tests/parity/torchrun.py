"""torchrun. PyTorch 1.13's reads --redirects wrongly under Python 3.11, where a flag of no bits is no member."""

import sys

from torch.distributed.elastic.multiprocessing import api
from torch.distributed.run import main

api.Std.from_str = classmethod(lambda cls, text: cls(int(text)))
main(sys.argv[1:])
